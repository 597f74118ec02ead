package dev.karamon.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections whose request takes too long to arrive, or whose answer too long to leave: the
 * idle timeout alone is satisfied by a byte now and then. Belongs to one event loop.
 */
final class SlowClients implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);
  // The first head, and on a kept connection the pause before the next one as well.
  private static final long HEAD_MILLIS = 15_000;
  private static final long NEXT_HEAD_MILLIS = 75_000;
  private static final long BODY_MILLIS = 30_000;
  private static final long ANSWER_MILLIS = 300_000;

  private final Vertx vertx;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  SlowClients(Vertx vertx) {
    this.vertx = vertx;
  }

  /** A connection begins. */
  void opened(HttpConnection connection) {
    connection.closeHandler(closed -> clear(connection));
    timers.put(connection, vertx.setTimer(HEAD_MILLIS, late -> cut(connection)));
  }

  /** A head has arrived. */
  @Override
  public void handle(RoutingContext context) {
    var connection = context.request().connection();
    allow(connection, BODY_MILLIS);
    context.request().end().onSuccess(all -> allow(connection, ANSWER_MILLIS));
    context.addEndHandler(answered -> allow(connection, NEXT_HEAD_MILLIS));
    context.next();
  }

  private void allow(HttpConnection connection, long millis) {
    var before = timers.get(connection);
    // A connection that was closed meanwhile is waited for no more.
    if (before != null) {
      vertx.cancelTimer(before);
      timers.put(connection, vertx.setTimer(millis, late -> cut(connection)));
    }
  }

  private void cut(HttpConnection connection) {
    LOG.debug("Cutting a slow connection from {}", connection.remoteAddress());
    connection.close();
  }

  private void clear(HttpConnection connection) {
    var timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
