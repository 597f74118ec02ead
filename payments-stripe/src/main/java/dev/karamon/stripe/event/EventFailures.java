package dev.karamon.stripe.event;

import dev.karamon.async.InTurn;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.CustomerClaims;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of events that could not be applied: tried again later, or given up for good. */
final class EventFailures {
  private static final Logger LOG = LoggerFactory.getLogger(EventFailures.class);

  /** When claims are due again that were given back for no fault of their events. */
  private static final Duration SHORTLY = Duration.ofMillis(500);

  private final Database database;
  private final EventStore events = new EventStore();
  private final CustomerClaims claims;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  EventFailures(Database database, CustomerClaims claims, Clock clock) {
    this.database = database;
    this.claims = claims;
    this.clock = clock;
  }

  /** Records the failure on the customer's events that were tried, and releases the claim. */
  Future<Void> note(CustomerWork work, Throwable failure) {
    var claim = work.claim();
    if (isDatabaseAway(failure)) {
      return postpone(List.of(claim), failure);
    }
    var now = clock.instant();
    var readable = work.readable();
    // What waits for a time of its own has not been tried: it was only looked at along.
    var failed =
        work.events().stream()
            .filter(event -> readable.contains(event.id()) && event.isDue(now))
            .toList();
    return noteAll(claim, failed, failure)
        .compose(noted -> giveBack(claim, failure))
        .recover(next -> postpone(List.of(claim), next));
  }

  /** Records the reason on events that no handler can read; the claims are kept. */
  Future<Void> noteUnreadable(List<CustomerWork> works) {
    var now = clock.instant();
    return InTurn.each(
        works,
        work ->
            InTurn.each(
                work.unreadable().entrySet(),
                broken ->
                    broken.getKey().isDue(now)
                        ? noteAll(work.claim(), List.of(broken.getKey()), broken.getValue())
                        : Future.succeededFuture()));
  }

  /**
   * Releases claims for a moment without recording anything: their events are not at fault. When
   * even this fails the leases run out.
   */
  Future<Void> postpone(List<Claim> claimed, Throwable failure) {
    LOG.warn("Events of {} customers are waiting: {}", claimed.size(), reason(failure));
    return claims.postpone(claimed, clock.instant().plus(SHORTLY)).otherwiseEmpty();
  }

  /** The customer is due again when its first event is; a request to read has tries of its own. */
  private Future<Void> giveBack(Claim claim, Throwable failure) {
    if (claim.readRequest().isEmpty()) {
      return claims.giveBack(List.of(claim));
    }
    var now = clock.instant();
    var next = Retries.next(claim.readRequest().get().attempts() + 1, failure, now, random);
    return claims.postponeRead(claim, next.orElse(now.plus(Retries.LONGEST)));
  }

  /** A worker whose claim is lost changes nothing: another one has taken over. */
  private Future<Void> noteAll(Claim claim, List<StoredEvent> failed, Throwable failure) {
    var now = clock.instant();
    return database.transaction(tx ->
        claims
            .lockHeld(tx, List.of(claim))
            .compose(held -> {
              var ours = held.isEmpty() ? List.<StoredEvent>of() : failed;
              return InTurn.each(ours, event -> noteOne(tx, event, failure, now));
            }));
  }

  private Future<Void> noteOne(
      SqlConnection tx, StoredEvent event, Throwable failure, Instant now) {
    var attempt = Retries.counted(event.attempts(), failure);
    var cause = failure instanceof KaramonException ? null : failure;
    var next = Retries.next(attempt, failure, now, random);
    if (next.isPresent()) {
      LOG.warn(
          "Event {} ({}) could not be applied (attempt {}): {}",
          event.id(),
          event.type(),
          attempt,
          reason(failure),
          cause);
      return events.fail(tx, event.id(), attempt, reason(failure), next.get());
    }
    LOG.error(
        "Event {} ({}) was given up after {} attempts; fix the cause, then replay it: {}",
        event.id(),
        event.type(),
        attempt,
        reason(failure),
        cause);
    return events.markDead(tx, event.id(), attempt, reason(failure));
  }

  static boolean isDatabaseAway(Throwable failure) {
    return failure instanceof KaramonException named
        && named.code() == CommonError.DATABASE_UNAVAILABLE;
  }

  /** What the log and the event itself say of a failure. */
  static String reason(Throwable failure) {
    return failure instanceof KaramonException named
        ? named.summary()
        : failure.getClass().getSimpleName();
  }
}
