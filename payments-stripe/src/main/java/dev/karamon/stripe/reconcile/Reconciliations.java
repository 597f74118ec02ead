package dev.karamon.stripe.reconcile;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.module.Foundation;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.MembershipParts;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares everything here with Stripe, and repairs what deviates. */
public final class Reconciliations {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);

  /** A run that was not heard of for so long has died. */
  private static final Duration DEAD = Duration.ofMinutes(10);

  /** A purchase older than this is neither refunded nor disputed any more, as a rule. */
  private static final Duration RECENT = Duration.ofDays(200);

  /** How long an answer waits for the end of a run. */
  private static final long PATIENCE_SECONDS = 20;

  private final Database database;
  private final ReconcileStore store = new ReconcileStore();
  private final MembershipParts membership;
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Clock clock;

  public Reconciliations(
      Foundation foundation,
      MembershipParts membership,
      StripeConnections connections,
      StripeThreads threads) {
    this.database = foundation.database();
    this.clock = foundation.clock();
    this.membership = membership;
    this.connections = connections;
    this.threads = threads;
  }

  /** Runs to the end; {@code IN_USE} while another run is under way. */
  public Future<ReconcileReport> run(boolean dryRun, String actor) {
    return run(dryRun, actor, Instant.EPOCH);
  }

  private Future<ReconcileReport> run(boolean dryRun, String actor, Instant purchasesSince) {
    return begin(dryRun, actor, purchasesSince)
        .compose(begun -> begun.end().compose(ended -> find(begun.id())))
        .map(report -> {
          report.failure().ifPresent(Reconciliations::fail);
          return report;
        });
  }

  private static void fail(String reason) {
    throw KaramonException.tryLater(
        CommonError.UNAVAILABLE, "The comparison has failed: " + reason, DEAD);
  }

  /** Runs to the end, passing over old purchases; does nothing while Stripe is switched off. */
  public Future<Void> nightly() {
    return connections.ifActive().isEmpty()
        ? Future.succeededFuture()
        : run(false, "nightly", clock.instant().minus(RECENT)).mapEmpty();
  }

  /** Starts a run, and waits a while for its end. */
  Future<ReconcileReport> start(boolean dryRun, String actor) {
    return begin(dryRun, actor, Instant.EPOCH)
        .compose(begun ->
            begun
                .end()
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .otherwiseEmpty()
                .compose(done -> find(begun.id())));
  }

  Future<Page<ReconcileReport>> list(PageRequest page) {
    return database
        .list(client -> store.list(client, page))
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  Future<ReconcileReport> find(long run) {
    return database.with(client ->
        store
            .find(client, run)
            .map(found -> found.orElseThrow(() -> KaramonException.notFound("Run " + run)))
            .compose(report -> store.drifts(client, run).map(report::with)));
  }

  private record Begun(long id, Future<Void> end) {}

  private Future<Begun> begin(boolean dryRun, String actor, Instant purchasesSince) {
    var stripe = connections.active();
    var now = clock.instant();
    return database
        .transaction(tx -> store.begin(tx, stripe.mode(), dryRun, actor, now, now.minus(DEAD)))
        .map(id -> id.orElseThrow(Reconciliations::underWay))
        .map(id -> {
          var order = new ReconcileRun.Order(id, stripe.mode(), dryRun, purchasesSince);
          var run = new ReconcileRun(order, database, stripe.gateway(), membership, clock);
          return new Begun(id, toTheEnd(id, run));
        });
  }

  private Future<Void> toTheEnd(long id, ReconcileRun run) {
    return threads
        .runLong(() -> {
          run.run();
          return Optional.<String>empty();
        })
        .recover(failure -> {
          LOG.warn("The comparison {} with Stripe has failed", id, failure);
          return Future.succeededFuture(Optional.of(reason(failure)));
        })
        .compose(failure -> end(id, failure));
  }

  private Future<Void> end(long id, Optional<String> failure) {
    var state = failure.isPresent() ? ReconcileReport.State.FAILED : ReconcileReport.State.DONE;
    return database.with(client -> store.end(client, id, state, failure, clock.instant()));
  }

  private static String reason(Throwable failure) {
    return failure instanceof KaramonException named
        ? named.summary()
        : "internal error; see the log.";
  }

  private static KaramonException underWay() {
    return new KaramonException(
        CommonError.IN_USE, "Another comparison is under way. Wait until it has ended.");
  }
}
