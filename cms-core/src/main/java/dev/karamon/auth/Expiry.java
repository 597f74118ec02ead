package dev.karamon.auth;

import dev.karamon.database.Database;
import dev.karamon.task.Recurrence;
import dev.karamon.task.RecurringTask;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** Clears away expired sessions, tokens and counters. */
public final class Expiry {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final ExpiryStore store = new ExpiryStore();
  private final Database database;
  private final Clock clock;

  public Expiry(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Clears now and then. */
  public RecurringTask task() {
    return new RecurringTask(
        "expiry",
        "Deletes expired sessions, tokens and counters.",
        new Recurrence.Every(PAUSE),
        LIMIT,
        () -> clear().mapEmpty());
  }

  /** Deletes once; returns the number of deleted rows. */
  private Future<Integer> clear() {
    return database.with(client -> store.deleteExpired(client, clock.instant()));
  }
}
