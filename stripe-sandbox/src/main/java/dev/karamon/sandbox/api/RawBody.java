package dev.karamon.sandbox.api;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Collects the body as it came, up to a bound: the API decodes forms itself. */
final class RawBody implements Handler<RoutingContext> {
  private static final String KEY = "raw-body";
  private static final int MAX = 1_048_576;

  @Override
  public void handle(RoutingContext context) {
    var body = Buffer.buffer();
    context
        .request()
        .handler(chunk -> {
          if (body.length() + chunk.length() <= MAX) {
            body.appendBuffer(chunk);
          } else if (!context.response().ended()) {
            context.response().setStatusCode(413).end();
          }
        })
        .endHandler(_ -> {
          if (!context.response().ended()) {
            context.put(KEY, body).next();
          }
        });
  }

  static Buffer of(RoutingContext context) {
    return context.get(KEY);
  }
}
