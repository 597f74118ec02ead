package dev.karamon.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes a connection after an answer that came before the whole of the body did. What is still
 * under way is read and dropped first, within bounds: closed with something unread, the connection
 * would be reset, and a client that is still sending would never see its answer (RFC 9112, 9.6).
 */
final class LingeringClose {
  /** In bytes of the body, as most servers do. */
  private static final long MOST = 2L * 1024 * 1024;

  private static final long LONGEST_MILLIS = 2_000;

  private LingeringClose() {}

  /** Has the answer say that the connection closes, and closes it once the answer is sent. */
  static void afterAnswer(HttpServerRequest request, Vertx vertx) {
    request.response().putHeader("Connection", "close");
    request.response().endHandler(sent -> drop(request, vertx));
  }

  private static void drop(HttpServerRequest request, Vertx vertx) {
    var connection = request.connection();
    if (request.isEnded()) {
      connection.close();
      return;
    }
    var timer = vertx.setTimer(LONGEST_MILLIS, late -> connection.close());
    var dropped = new AtomicLong();
    request.handler(chunk -> {
      if (dropped.addAndGet(chunk.length()) > MOST) {
        connection.close();
      }
    });
    request
        .end()
        .onComplete(all -> {
          vertx.cancelTimer(timer);
          connection.close();
        });
    request.resume();
  }
}
