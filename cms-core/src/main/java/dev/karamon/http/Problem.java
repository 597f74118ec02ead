package dev.karamon.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A failure as RFC 9457 problem JSON. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String requestId,
    List<FieldProblem> errors) {

  /** Answers with the problem; the handler for everything that is not a generated endpoint. */
  public static void answer(RoutingContext context, Throwable failure) {
    var response = context.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    var named = Statuses.named(failure, context);
    var status = Statuses.of(named.code().kind());
    Statuses.headers(named, response);
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    var problem =
        new Problem(
            "about:blank",
            title(named),
            status,
            named.getMessage(),
            named.code().wire(),
            RequestIds.of(context),
            named.problems());
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.bytes(problem));
  }

  private static String title(KaramonException failure) {
    var words = failure.code().wire().replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
