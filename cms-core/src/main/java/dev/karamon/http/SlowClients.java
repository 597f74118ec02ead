package dev.karamon.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections whose request takes too long to arrive, or whose answer too long to leave. An
 * idle timeout would be satisfied by a byte now and then, and would cut who waits for an answer
 * that is being worked on. Looks at all of them once a second, since timers of their own would be
 * set and cancelled three times a request. Belongs to one event loop.
 */
final class SlowClients implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);
  private static final long LOOK_MILLIS = 1_000;
  // The first head, and on a kept connection the pause before the next one as well.
  private static final long HEAD_SECONDS = 15;
  private static final long NEXT_HEAD_SECONDS = 75;
  private static final long BODY_SECONDS = 30;
  private static final long ANSWER_SECONDS = 300;

  /** By {@link System#nanoTime}. */
  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  SlowClients(Vertx vertx) {
    vertx.setPeriodic(LOOK_MILLIS, look -> cutLate());
  }

  /** A connection begins. */
  void opened(HttpConnection connection) {
    connection.closeHandler(closed -> deadlines.remove(connection));
    deadlines.put(connection, in(HEAD_SECONDS));
  }

  /** A head has arrived. */
  @Override
  public void handle(RoutingContext context) {
    var connection = context.request().connection();
    allow(connection, BODY_SECONDS);
    context.request().end().onSuccess(all -> allow(connection, ANSWER_SECONDS));
    context.addEndHandler(answered -> allow(connection, NEXT_HEAD_SECONDS));
    context.next();
  }

  /** A connection that was closed meanwhile is no longer waited for. */
  private void allow(HttpConnection connection, long seconds) {
    deadlines.replace(connection, in(seconds));
  }

  private static long in(long seconds) {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
  }

  private void cutLate() {
    var now = System.nanoTime();
    List<HttpConnection> late =
        deadlines.entrySet().stream()
            .filter(each -> each.getValue() - now < 0)
            .map(Map.Entry::getKey)
            .toList();
    late.forEach(SlowClients::cut);
  }

  private static void cut(HttpConnection connection) {
    LOG.debug("Closing a slow connection from {}", connection.remoteAddress());
    connection.close();
  }
}
