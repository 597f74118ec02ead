package dev.karamon.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads and drops what is left of a body after an answer that did not wait for it, within bounds.
 * Left unread, it would hold up the next request of its connection; and were the connection closed
 * over it, a client that is still sending would see a reset in place of its answer (RFC 9112, 9.6).
 */
final class UnreadBodies implements Handler<RoutingContext> {
  /** In bytes of a body, as most servers do; after more the connection is closed. */
  private static final long MOST = 2L * 1024 * 1024;

  private static final long LONGEST_MILLIS = 2_000;

  @Override
  public void handle(RoutingContext context) {
    context.addEndHandler(answered -> drop(context.request(), context.vertx()));
    context.next();
  }

  private static void drop(HttpServerRequest request, Vertx vertx) {
    var connection = request.connection();
    if (!request.isEnded()) {
      var dropped = new AtomicLong();
      request.handler(chunk -> {
        if (dropped.addAndGet(chunk.length()) > MOST) {
          connection.close();
        }
      });
      request.resume();
    }
    if (!request.isEnded()) {
      var timer = vertx.setTimer(LONGEST_MILLIS, late -> connection.close());
      request
          .end()
          .onComplete(all -> {
            vertx.cancelTimer(timer);
            closeIfSaid(request);
          });
    } else {
      closeIfSaid(request);
    }
  }

  private static void closeIfSaid(HttpServerRequest request) {
    if (request.response().headers().contains("Connection", "close", true)) {
      request.connection().close();
    }
  }
}
