package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes closed and parked events after a time, but never before Stripe has: a redelivered event
 * would look like a new one.
 */
public final class OldEvents {
  /** As long as Stripe keeps events, and may send them. */
  public static final Duration SHORTEST = Duration.ofDays(30);

  private static final int AT_ONCE = 500;

  private final Database database;
  private final OldEventStore store = new OldEventStore();
  private final Duration kept;
  private final Clock clock;

  OldEvents(Database database, Duration kept, Clock clock) {
    this.database = database;
    this.kept = kept;
    this.clock = clock;
  }

  /** Deletes all that are old enough, a few at a time. */
  public Future<Void> forget() {
    return database
        .with(client -> store.delete(client, latest(), AT_ONCE))
        .compose(deleted -> deleted < AT_ONCE ? forgetBundles() : forget());
  }

  private Future<Void> forgetBundles() {
    return database
        .with(client -> store.deleteBundles(client, latest(), AT_ONCE))
        .compose(deleted -> deleted < AT_ONCE ? Future.succeededFuture() : forgetBundles());
  }

  private Instant latest() {
    return clock.instant().minus(kept);
  }
}
