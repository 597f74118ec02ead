package dev.karamon.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells every node what has changed, through {@code LISTEN} and {@code NOTIFY}. */
public final class Notifications {
  private static final long RECONNECT_MILLIS = 500;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final ConnectionFactory<PgConnectOptions> factory;
  private final long pulse;
  private final Outages outages = new Outages();
  private final Map<String, Consumer<String>> callbacks = new HashMap<>();
  private Optional<PgConnection> line = Optional.empty();
  private boolean closed;

  private Notifications(Vertx vertx, DatabaseConfig config) {
    this.vertx = vertx;
    this.options = config.options();
    this.factory = WatchfulDriver.factory(vertx, config);
    this.pulse = vertx.setPeriodic(config.unused().toMillis(), timer -> ask());
  }

  /** Starts listening; reconnects whenever the connection is lost. */
  public static Future<Notifications> connect(Vertx vertx, DatabaseConfig config) {
    var made = new Notifications(vertx, config);
    return made.connect()
        .map(made)
        .recover(failure -> made.close().transform(closed -> Future.failedFuture(failure)));
  }

  /**
   * Calls back with each payload, and with an empty one whenever listening begins, also again after
   * a lost connection, because what was sent meanwhile is gone.
   */
  public synchronized void on(String channel, Consumer<String> callback) {
    if (callbacks.putIfAbsent(channel, callback) != null) {
      throw new IllegalStateException("Somebody follows " + channel + " already");
    }
    line.ifPresent(connection -> listen(connection, List.of(channel)));
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
    vertx.cancelTimer(pulse);
    var end = Promise.<Void>promise();
    end()
        .eventually(() -> {
          factory.close(end);
          return end.future();
        });
    return end.future();
  }

  private synchronized Future<Void> end() {
    closed = true;
    return line.map(PgConnection::close).orElseGet(Future::succeededFuture);
  }

  private Future<Void> connect() {
    return factory
        .connect(vertx.getOrCreateContext(), options)
        .map(PgConnection::cast)
        .onSuccess(this::connected)
        .mapEmpty();
  }

  private synchronized void connected(PgConnection connection) {
    if (closed) {
      connection.close();
      return;
    }
    line = Optional.of(connection);
    connection.notificationHandler(this::heard);
    connection.exceptionHandler(failure -> {});
    connection.closeHandler(gone -> lost(connection));
    listen(connection, callbacks.keySet());
  }

  private synchronized void lost(PgConnection connection) {
    if (line.filter(connection::equals).isPresent()) {
      line = Optional.empty();
      connectLater();
    }
  }

  private synchronized void connectLater() {
    if (!closed) {
      vertx.setTimer(RECONNECT_MILLIS, timer -> connect().onFailure(failure -> connectLater()));
    }
  }

  /** A connection on which nothing is asked would be silent as if the server were gone. */
  private synchronized void ask() {
    line.ifPresent(connection ->
        connection.query("SELECT 1").execute().onFailure(failure -> giveUp(connection)));
  }

  private void giveUp(PgConnection connection) {
    connection.close();
    lost(connection);
  }

  /** A server that cannot be listened to, such as a standby, may soon be none to talk to. */
  private void listen(PgConnection connection, Collection<String> channels) {
    var all = List.copyOf(channels);
    if (all.isEmpty()) {
      return;
    }
    var statements =
        all.stream().map(channel -> "LISTEN \"" + channel + "\"").collect(Collectors.joining(";"));
    connection
        .query(statements)
        .execute()
        .onSuccess(done -> all.forEach(channel -> tell(channel, "")))
        .onFailure(failure -> {
          outages.happened(failure);
          giveUp(connection);
        });
  }

  private void heard(PgNotification notification) {
    tell(notification.getChannel(), notification.getPayload());
  }

  private void tell(String channel, String payload) {
    callback(channel).accept(payload);
  }

  private synchronized Consumer<String> callback(String channel) {
    return Optional.ofNullable(callbacks.get(channel)).orElse(nothing -> {});
  }
}
