package dev.karamon.auth;

import dev.karamon.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clears away expired sessions, tokens and counters, now and then, on any node. */
public final class Expiry {
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);

  private final ExpiryStore store = new ExpiryStore();
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;

  public Expiry(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
  }

  /** Begins; what is returned ends it. */
  public Runnable start() {
    var timer = vertx.setPeriodic(FIRST.toMillis(), EVERY.toMillis(), tick -> clear());
    return () -> vertx.cancelTimer(timer);
  }

  /** Clears once; tells how many rows went. */
  public Future<Integer> clear() {
    return database
        .with(client -> store.deleteExpired(client, clock.instant()))
        .onFailure(failure -> LOG.warn("Expired rows stay for now: {}", failure.getMessage()));
  }
}
