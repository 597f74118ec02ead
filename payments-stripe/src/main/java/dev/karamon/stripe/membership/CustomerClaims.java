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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sees to it that one worker at a time works on a customer, on all nodes together. */
public final class CustomerClaims {
  /**
   * Longer than work on one customer usually takes. Who takes longer loses to whoever took over;
   * who was killed is followed by another after this time.
   */
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final long RETRY_MILLIS = 50;
  private static final int RETRIES = 100;

  private final CustomerClaimStore store = new CustomerClaimStore();
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;

  public CustomerClaims(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
  }

  /** Claims customers whose work is due, at most so many. */
  public Future<List<Claim>> due(int limit) {
    var now = clock.instant();
    return database.with(client -> store.claimDue(client, now, now.plus(LEASE), limit));
  }

  /** Claims one customer, waiting a few seconds for whoever works on it. */
  public Future<Claim> take(CustomerKey customer) {
    return take(customer, RETRIES);
  }

  /** True for those claims that still hold; locks them until the transaction ends. */
  public Future<List<Claim>> holding(SqlClient transaction, List<Claim> claims) {
    return store.lock(transaction, claims);
  }

  /**
   * Gives claims back that the transaction holds; each customer is due again when its next open
   * event is.
   */
  public Future<Void> release(SqlClient transaction, List<Claim> claims) {
    return store.release(transaction, claims, clock.instant());
  }

  /** Gives claims back after work that failed. */
  public Future<Void> release(List<Claim> claims) {
    return claims.isEmpty()
        ? Future.succeededFuture()
        : database.transaction(tx -> holding(tx, claims).compose(held -> release(tx, held)));
  }

  /** Makes customers due. */
  public Future<Void> makeDue(SqlClient transaction, List<CustomerKey> customers, Instant at) {
    return customers.isEmpty()
        ? Future.succeededFuture()
        : store.makeDue(transaction, customers.stream().distinct().sorted().toList(), at);
  }

  private Future<Claim> take(CustomerKey customer, int retries) {
    var now = clock.instant();
    return database
        .with(client -> store.claimOne(client, customer, now, now.plus(LEASE)))
        .compose(
            claim -> claim.map(Future::succeededFuture).orElseGet(() -> later(customer, retries)));
  }

  private Future<Claim> later(CustomerKey customer, int retries) {
    if (retries == 0) {
      return Future.failedFuture(
          KaramonException.unavailable(
              StripeError.STRIPE_BUSY,
              "Something else is being done for this customer right now. Try again shortly.",
              Duration.ofSeconds(5)));
    }
    return vertx
        .timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
        .compose(waited -> take(customer, retries - 1));
  }
}
