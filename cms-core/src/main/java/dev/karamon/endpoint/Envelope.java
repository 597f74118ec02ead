package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.error.FieldProblem;
import dev.karamon.http.RequestIds;
import dev.karamon.http.Statuses;
import dev.karamon.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The frame of every answer of a generated endpoint. */
final class Envelope {
  private Envelope() {}

  /** An operation's output with {@code errors} and {@code messages} around it. */
  static ObjectNode of(Record output) {
    var envelope = Json.object();
    envelope.putArray("errors");
    envelope.putArray("messages");
    envelope.setAll((ObjectNode) Json.tree(output));
    return envelope;
  }

  /** Answers with a failure. */
  static void fail(RoutingContext context, Throwable failure) {
    var response = context.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    var named = Statuses.named(failure, context);
    Statuses.headers(named, response);
    var problems =
        named.problems().isEmpty()
            ? List.of(new FieldProblem("", named.code().wire(), named.getMessage()))
            : named.problems();
    var envelope = Json.object();
    var errors = envelope.putArray("errors");
    for (var problem : problems) {
      var error = errors.addObject();
      error.put("code", problem.code());
      error.put("message", problem.message());
      if (!problem.field().isEmpty()) {
        error.put("field", problem.field());
      }
    }
    envelope.put("x-rcms-request-id", RequestIds.of(context));
    response
        .setStatusCode(Statuses.of(named.code().kind()))
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.bytes(envelope));
  }
}
