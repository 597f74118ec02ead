package dev.karamon.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.function.Consumer;

/** Tells every node what has changed, through {@code LISTEN} and {@code NOTIFY}. */
public final class Notifications {
  private static final long RECONNECT_MILLIS = 500;

  private final PgSubscriber subscriber;

  private Notifications(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /** Starts listening; reconnects whenever the connection is lost. */
  public static Future<Notifications> connect(Vertx vertx, DatabaseConfig config) {
    var subscriber = PgSubscriber.subscriber(vertx, config.options());
    subscriber.reconnectPolicy(attempt -> RECONNECT_MILLIS);
    return subscriber.connect().map(done -> new Notifications(subscriber));
  }

  /**
   * Calls back with each payload, and with an empty one whenever listening begins again after a
   * lost connection, because what was sent meanwhile is gone.
   */
  public void on(String channel, Consumer<String> callback) {
    subscriber
        .channel(channel)
        .subscribeHandler(nothing -> callback.accept(""))
        .handler(callback::accept);
  }

  /** Sends to all nodes when the surrounding transaction commits. */
  public static Future<Void> send(SqlClient client, String channel, String payload) {
    return client
        .preparedQuery("SELECT pg_notify($1, $2)")
        .execute(Tuple.of(channel, payload))
        .mapEmpty();
  }

  /** Stops listening. */
  public Future<Void> close() {
    return subscriber.close();
  }
}
