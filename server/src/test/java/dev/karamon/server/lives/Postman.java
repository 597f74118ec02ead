package dev.karamon.server.lives;

import dev.karamon.server.DatabaseUrl;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends events to the product and waits until it has done something about them. */
final class Postman implements AutoCloseable {
  private static final String TAKEN_UP =
      """
      SELECT event_id FROM stripe_event WHERE event_id = ANY (?) AND status <> 'pending'
      """;

  private static final long PAUSE_MILLIS = 15;
  private static final long PATIENCE_SECONDS = 90;

  private final Webhooks webhooks;
  private final AtomicInteger turns = new AtomicInteger();
  private volatile Webhooks other;
  private final Connection database;
  private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Optional<SQLException> failure = Optional.empty();

  Postman(Webhooks webhooks, DatabaseUrl url) throws SQLException {
    this.webhooks = webhooks;
    this.other = webhooks;
    this.database = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password().reveal());
    threads.execute(this::look);
  }

  /** From now on every other delivery goes to this server, which may be gone a moment later. */
  void alsoSendsTo(URI server) {
    other = webhooks.to(server);
  }

  /** Sends an event as Stripe does; returns when the product has said that it has it. */
  void sends(String body) {
    while (next().deliverOnce(body) != Webhooks.Delivery.TAKEN) {
      Patience.pause();
    }
  }

  private Webhooks next() {
    return turns.incrementAndGet() % 2 == 0 ? webhooks : other;
  }

  /** Returns when the product is no longer about to work on an event that was sent. */
  void waitsFor(String event) {
    try {
      awaited
          .computeIfAbsent(event, any -> new CompletableFuture<>())
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Nothing was done about " + event + " " + failure, e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One query for all who wait, again and again. */
  private void look() {
    while (!threads.isShutdown()) {
      try {
        if (!awaited.isEmpty()) {
          takenUp();
        }
        Thread.sleep(PAUSE_MILLIS);
      } catch (SQLException e) {
        failure = Optional.of(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void takenUp() throws SQLException {
    try (var query = database.prepareStatement(TAKEN_UP)) {
      query.setArray(1, database.createArrayOf("text", awaited.keySet().toArray()));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          var done = awaited.remove(rows.getString(1));
          if (done != null) {
            done.complete(null);
          }
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdownNow();
    database.close();
  }
}
