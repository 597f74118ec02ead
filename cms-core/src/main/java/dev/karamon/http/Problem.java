package dev.karamon.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.karamon.error.FieldProblem;
import dev.karamon.json.Json;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
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
    new Problem(
            "about:blank",
            title(named.code().wire()),
            status,
            named.getMessage(),
            named.code().wire(),
            RequestIds.of(context),
            named.problems())
        .end(response);
  }

  /** A failure that no request in the hands of a route can meet. */
  static Problem of(int status, String code, String detail, String requestId) {
    return new Problem("about:blank", title(code), status, detail, code, requestId, List.of());
  }

  /** Ends an answer with it. */
  Future<Void> end(HttpServerResponse response) {
    return response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.bytes(this));
  }

  private static String title(String code) {
    var words = code.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
