package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.stripe.event.meaning.EventHandlers;
import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.CustomerClaims;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on claimed customers, round after round while there is something to do, on every node. */
final class EventWorker {
  private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
  private static final int CUSTOMERS_PER_ROUND = 64;

  /**
   * As many as have a place at once; the others wait in the database, where nobody waits behind.
   */
  private static final int MOST_READINGS = 64;

  private static final long POLL_MILLIS = 500;
  private static final long SWEEP_MILLIS = 60_000;

  private final Vertx vertx;
  private final Database database;
  private final EventStore events = new EventStore();
  private final EventFailures failures;
  private final EventHandlers handlers;
  private final CustomerClaims claims;
  private final EventApplier applier;
  private final AwaitedEvents awaited;
  private final DormantEvents dormant;
  private final Clock clock;
  private final List<Long> timers = new ArrayList<>();
  private final Set<Future<Void>> readings = ConcurrentHashMap.newKeySet();

  private Future<Void> round = Future.succeededFuture();
  private boolean running;
  private boolean again;
  private boolean stopped = true;
  private volatile boolean outageTold;

  EventWorker(
      Vertx vertx,
      Database database,
      EventHandlers handlers,
      CustomerClaims claims,
      EventApplier applier,
      AwaitedEvents awaited,
      DormantEvents dormant,
      Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.failures = new EventFailures(database, claims, clock);
    this.handlers = handlers;
    this.claims = claims;
    this.applier = applier;
    this.awaited = awaited;
    this.dormant = dormant;
    this.clock = clock;
  }

  synchronized void start() {
    stopped = false;
    timers.add(vertx.setPeriodic(0, POLL_MILLIS, timer -> kick()));
    timers.add(vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep()));
  }

  /** Takes up nothing new; succeeds when what is under way has ended. */
  synchronized Future<Void> stop() {
    stopped = true;
    timers.forEach(vertx::cancelTimer);
    return round.otherwiseEmpty().compose(done -> Future.join(List.copyOf(readings))).mapEmpty();
  }

  /** Something may be due. */
  void kick() {
    synchronized (this) {
      again = running;
      if (running || stopped) {
        return;
      }
      running = true;
      round = work().onComplete(done -> ended(done.succeeded() && done.result() > 0)).mapEmpty();
    }
  }

  private void ended(boolean foundSome) {
    boolean more;
    synchronized (this) {
      running = false;
      more = foundSome || again;
      again = false;
    }
    if (more) {
      kick();
    }
  }

  private void sweep() {
    wakeDormant();
    database
        .with(client -> events.makeOrphansDue(client, clock.instant()))
        .onSuccess(
            found -> LOG.debug("{} customers had events that no worker had picked up", found));
  }

  /** Another mode may be the active one now, or may have been before this node noticed. */
  void wakeDormant() {
    dormant
        .wake()
        .onSuccess(woken ->
            LOG.debug("{} events of the mode that is active now were taken in again", woken))
        .onFailure(this::sayOnce);
  }

  /** How many customers were worked on. */
  private Future<Integer> work() {
    return claims
        .claimDue(CUSTOMERS_PER_ROUND, freeReadings())
        .compose(claimed ->
            claimed.isEmpty()
                ? Future.succeededFuture(0)
                : work(claimed)
                    .recover(failure -> failures.postpone(claimed, failure))
                    .map(claimed.size()))
        .onSuccess(worked -> outageTold = false)
        .onFailure(this::sayOnce);
  }

  /** While the database is away every poll fails; one line says so. */
  private void sayOnce(Throwable failure) {
    if (!outageTold) {
      LOG.warn("Events are waiting: {}", EventFailures.reason(failure));
    }
    outageTold = true;
  }

  private Future<Void> work(List<Claim> claimed) {
    return database
        .with(client -> events.open(client, claimed))
        .map(found -> byCustomer(claimed, found))
        .compose(this::giveBackTooEarly)
        .compose(works -> failures.noteUnreadable(works).map(works))
        .compose(works -> applier.linkNoted(works).map(works))
        .compose(this::apply);
  }

  /** Gives those back of which nothing is to be tried yet. */
  private Future<List<CustomerWork>> giveBackTooEarly(List<CustomerWork> works) {
    var now = clock.instant();
    var early = works.stream().filter(work -> !work.isDue(now)).map(CustomerWork::claim).toList();
    return claims.giveBack(early).map(works.stream().filter(work -> work.isDue(now)).toList());
  }

  private Future<Void> apply(List<CustomerWork> works) {
    return applyTold(works).recover(failure -> apart(works, failure)).compose(this::beginToRead);
  }

  private Future<List<EventApplier.ToRead>> applyTold(List<CustomerWork> works) {
    return applier
        .applyTold(works, clock.instant())
        .onSuccess(left -> {
          var unsettled =
              left.stream()
                  .flatMap(one -> one.work().readable().stream())
                  .collect(Collectors.toSet());
          awaited.applied(
              works.stream()
                  .flatMap(work -> work.readable().stream())
                  .filter(event -> !unsettled.contains(event))
                  .toList());
        });
  }

  /** One of them may be why it failed; the others are not held up by it. */
  private Future<List<EventApplier.ToRead>> apart(List<CustomerWork> works, Throwable failure) {
    if (EventFailures.isDatabaseAway(failure)) {
      return failures
          .postpone(works.stream().map(CustomerWork::claim).toList(), failure)
          .map(List.of());
    }
    LOG.debug("Handling {} customers one by one", works.size(), failure);
    var alone =
        works.stream()
            .map(work ->
                applyTold(List.of(work))
                    .recover(own -> failures.note(work, own).map(List.<EventApplier.ToRead>of())))
            .toList();
    return Future.all(alone)
        .map(done -> alone.stream().flatMap(one -> one.result().stream()).toList());
  }

  private int freeReadings() {
    return Math.max(0, MOST_READINGS - readings.size());
  }

  /**
   * The next round does not wait for Stripe: customers that have to be read hold up no others.
   * Those for whose reading there is no place are put off.
   */
  private Future<Void> beginToRead(List<EventApplier.ToRead> left) {
    var begun = left.stream().limit(freeReadings()).toList();
    begun.forEach(this::beginToRead);
    var rest = left.stream().skip(begun.size()).map(one -> one.work().claim()).toList();
    return claims.putOff(rest).recover(failure -> failures.postpone(rest, failure));
  }

  private void beginToRead(EventApplier.ToRead one) {
    var reading = read(one);
    readings.add(reading);
    reading.onComplete(done -> {
      readings.remove(reading);
      kick();
    });
  }

  /** Whatever happens to one customer's events, work on the others continues. */
  private Future<Void> read(EventApplier.ToRead left) {
    return applier
        .read(left)
        .onSuccess(done -> awaited.applied(left.work().readable()))
        .recover(failure -> failures.note(left.work(), failure));
  }

  private List<CustomerWork> byCustomer(List<Claim> claimed, List<StoredEvent> found) {
    var byCustomer = found.stream().collect(Collectors.groupingBy(StoredEvent::customerKey));
    return claimed.stream()
        .map(claim ->
            CustomerWork.read(
                claim, byCustomer.getOrDefault(claim.customer(), List.of()), handlers))
        .toList();
  }
}
