package dev.karamon.stripe.membership;

import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.gateway.StripeError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Sees to it that one worker at a time works on a customer, on all nodes together. */
public final class CustomerClaims {
  /**
   * Renewed while the work continues; after this time another worker takes over from one that was
   * killed.
   */
  static final Duration LEASE = Duration.ofSeconds(20);

  private static final long RENEW_MILLIS = LEASE.toMillis() / 4;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 800;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  /** So many wait for one customer on a node; more would only be in each other's way. */
  private static final int MAX_WAITERS = 4;

  private final CustomerClaimStore store = new CustomerClaimStore();
  private final Map<CustomerKey, Claim> held = new ConcurrentHashMap<>();
  private final Map<CustomerKey, Integer> waiting = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;

  public CustomerClaims(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    vertx.setPeriodic(RENEW_MILLIS, timer -> renew());
  }

  /**
   * Claims customers whose work is due, at most so many.
   *
   * @param readings most of those of whom it is known that they have to be read
   */
  public Future<List<Claim>> claimDue(int limit, int readings) {
    var now = clock.instant();
    return database
        .with(client -> store.claimDue(client, now, now.plus(LEASE), limit, readings))
        .onSuccess(claims -> claims.forEach(this::hold));
  }

  /**
   * Claims one customer, waiting a few seconds for whoever works on it. A request to read stays
   * open: what the claim is taken for may be less than was requested.
   */
  public Future<Claim> take(CustomerKey customer) {
    return tryToTake(customer)
        .compose(claim -> claim.map(Future::succeededFuture).orElseGet(() -> await(customer)))
        .map(Claim::withoutReadRequest)
        .onSuccess(this::hold);
  }

  /** The customers whose claims still hold; locks them until the transaction ends. */
  public Future<Set<CustomerKey>> lockHeld(SqlClient transaction, List<Claim> claims) {
    return store.lock(transaction, claims);
  }

  /**
   * Gives claims back that the transaction holds, their requests fulfilled; each customer is due
   * again when its next open event is.
   */
  public Future<Void> release(SqlClient transaction, List<Claim> claims) {
    letGo(claims);
    return store.release(transaction, claims, clock.instant());
  }

  /**
   * Gives claims back with nothing done; each customer is due again when its next open event is.
   */
  public Future<Void> giveBack(List<Claim> claims) {
    return whileHeld(claims, tx -> store.release(tx, claims, clock.instant()));
  }

  /** Gives claims back with nothing done; they are due again then. */
  public Future<Void> postpone(List<Claim> claims, Instant until) {
    return whileHeld(claims, tx -> store.postpone(tx, claims, until));
  }

  /**
   * Gives a claim back whose request is to be tried again then; an open event may be due earlier.
   */
  public Future<Void> postponeRead(Claim claim, Instant until) {
    var one = List.of(claim);
    return whileHeld(one, tx -> store.postponeRead(tx, one, until));
  }

  /**
   * Gives claims back of customers who have to be read and cannot be now: they stay due, and are
   * claimed by who can read them, or because an event has come.
   */
  public Future<Void> putOff(List<Claim> claims) {
    return whileHeld(claims, tx -> store.putOff(tx, claims));
  }

  private Future<Void> whileHeld(List<Claim> claims, Function<SqlClient, Future<Void>> givingBack) {
    letGo(claims);
    return claims.isEmpty()
        ? Future.succeededFuture()
        : database.transaction(tx -> lockHeld(tx, claims).compose(held -> givingBack.apply(tx)));
  }

  /** Has customers read from Stripe soon; what the audit log will say of it is the cause. */
  public Future<Void> requestRead(
      SqlClient client, Collection<CustomerKey> customers, String cause) {
    return customers.isEmpty()
        ? Future.succeededFuture()
        : store.requestRead(client, customers, clock.instant(), cause);
  }

  /**
   * Requests a reading of the customers for whose subscriptions an expected event has not arrived.
   *
   * @param limit most subscriptions that are looked at
   * @param putOff when they are looked at again should nothing come of it
   */
  public Future<Void> requestDueChecks(int limit, Duration putOff, String cause) {
    var now = clock.instant();
    return database.with(
        client -> store.requestDueChecks(client, now, limit, now.plus(putOff), cause));
  }

  private void hold(Claim claim) {
    held.put(claim.customer(), claim);
  }

  private void letGo(List<Claim> claims) {
    claims.forEach(claim -> held.remove(claim.customer(), claim));
  }

  private void renew() {
    var all = List.copyOf(held.values());
    if (!all.isEmpty()) {
      // A lease that cannot be renewed runs out: that is what it is for.
      database.with(client -> store.renew(client, all, clock.instant().plus(LEASE)));
    }
  }

  private Future<Optional<Claim>> tryToTake(CustomerKey customer) {
    var now = clock.instant();
    return database.with(client -> store.claimOne(client, customer, now, now.plus(LEASE)));
  }

  private Future<Claim> await(CustomerKey customer) {
    var waiters = waiting.merge(customer, 1, Integer::sum);
    var claim = waiters > MAX_WAITERS ? busy() : later(customer, 0, FIRST_PAUSE_MILLIS);
    return claim.onComplete(
        done -> waiting.computeIfPresent(customer, (key, n) -> n == 1 ? null : n - 1));
  }

  private Future<Claim> later(CustomerKey customer, long waited, long pause) {
    if (waited >= LONGEST_WAIT_MILLIS) {
      return busy();
    }
    var after = waited + pause;
    var next = Math.min(Math.min(2 * pause, LONGEST_PAUSE_MILLIS), LONGEST_WAIT_MILLIS - after);
    return vertx
        .timer(pause, TimeUnit.MILLISECONDS)
        .compose(passed -> tryToTake(customer))
        .compose(claim ->
            claim.map(Future::succeededFuture).orElseGet(() -> later(customer, after, next)));
  }

  private static Future<Claim> busy() {
    return Future.failedFuture(
        KaramonException.tryLater(
            StripeError.STRIPE_BUSY,
            "Something else is being done for this customer right now. Try again shortly.",
            Duration.ofSeconds(5)));
  }
}
