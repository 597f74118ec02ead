package dev.karamon.stripe.membership;

import dev.karamon.async.Require;
import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings what is known of one customer up to date with Stripe, while no other worker works on it.
 * Events that are newer than the reading may be applied meanwhile; then it is read once more.
 */
public final class CustomerSync {
  private static final int READINGS = 3;

  private final Database database;
  private final CustomerClaims claims;
  private final MembershipSync sync;
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final Clock clock;

  CustomerSync(
      Database database,
      CustomerClaims claims,
      MembershipSync sync,
      StripeConnections connections,
      StripeThreads threads,
      Clock clock) {
    this.database = database;
    this.claims = claims;
    this.sync = sync;
    this.connections = connections;
    this.threads = threads;
    this.clock = clock;
  }

  /** The customer's subscriptions as the mirror has them, oldest first. */
  public Future<List<SubscriptionState>> known(CustomerKey customer) {
    return database.with(client -> sync.ofCustomer(client, customer));
  }

  /** Whether the customer has had a trial of one of the prices, or of a group they lead to. */
  public Future<Boolean> hadTrial(CustomerKey customer, Collection<PriceId> prices) {
    return database.with(client -> sync.hadTrial(client, customer, prices));
  }

  /** Purchases of one of the prices that still give the customer something and do not end. */
  public Future<List<CheckoutSessionId>> boughtForGood(
      CustomerKey customer, Collection<PriceId> prices) {
    return database.with(client -> sync.boughtForGood(client, customer, prices));
  }

  /** Purchases of one of the prices whose money has not arrived, and may never arrive. */
  public Future<List<CheckoutSessionId>> boughtUnpaid(
      CustomerKey customer, Collection<PriceId> prices) {
    return database.with(client -> sync.boughtUnpaid(client, customer, prices));
  }

  /** Reads a customer for somebody who waits, and applies what Stripe says. */
  public Future<CustomerReading> read(CustomerKey customer, Wanted wanted, String cause) {
    return claims
        .take(customer)
        .compose(claim ->
            orGivenBack(
                claim,
                withMirrored(customer, wanted)
                    .compose(all ->
                        attempt(
                            claim,
                            known -> threads.run(() -> reading(customer, known, all)),
                            cause,
                            (tx, reading) -> Future.succeededFuture(),
                            READINGS))));
  }

  /**
   * Does something at Stripe for a customer, and applies the subscriptions as they are after it.
   *
   * @param work blocks on Stripe; gives all subscriptions of the customer as they are after it
   */
  public Future<List<SubscriptionState>> act(
      CustomerKey customer,
      String cause,
      Function<StripeGateway, Fetched<List<SubscriptionState>>> work) {
    return claims
        .take(customer)
        .compose(claim ->
            orGivenBack(
                claim,
                attempt(
                    claim,
                    known -> threads.run(() -> CustomerReading.of(work.apply(gateway(customer)))),
                    cause,
                    (tx, reading) -> Future.succeededFuture(),
                    READINGS)))
        .map(reading -> reading.subscriptions().value().states());
  }

  /**
   * Reads the customer of a claim, applies what Stripe says, and gives the claim back. When that
   * fails, the claim is still the caller's.
   *
   * @param also what is done with the reading in the same transaction
   */
  public Future<CustomerReading> readClaimed(
      Claim claim,
      Wanted wanted,
      String cause,
      BiFunction<SqlConnection, CustomerReading, Future<Void>> also) {
    var customer = claim.customer();
    return withMirrored(customer, wanted)
        .compose(all ->
            attempt(
                claim,
                known -> threads.runReading(() -> reading(customer, known, all)),
                cause,
                also,
                READINGS));
  }

  /** All purchases are those in the mirror, too: Stripe may no longer list them. */
  private Future<Wanted> withMirrored(CustomerKey customer, Wanted wanted) {
    return wanted.allPurchases()
        ? database.with(client -> sync.bought(client, customer)).map(wanted::andPurchases)
        : Future.succeededFuture(wanted);
  }

  /** Forgets a subscription that Stripe does not know any more, and what it gave. */
  public Future<Void> forget(CustomerKey customer, SubscriptionId subscription) {
    return change(
        customer,
        tx -> sync.forget(tx, customer, subscription, noLonger("subscription " + subscription)));
  }

  /** The same of a purchase. */
  public Future<Void> forget(CustomerKey customer, CheckoutSessionId purchase) {
    return change(customer, tx -> sync.forget(tx, purchase, noLonger("purchase " + purchase)));
  }

  private static String noLonger(String what) {
    return what + " is no longer at Stripe";
  }

  private Future<Void> change(CustomerKey customer, Function<SqlConnection, Future<Void>> work) {
    return claims
        .take(customer)
        .compose(claim ->
            orGivenBack(
                claim,
                database.transaction(tx ->
                    claims
                        .lockHeld(tx, List.of(claim))
                        .compose(held -> Require.that(!held.isEmpty(), CustomerSync::lost))
                        .compose(held -> work.apply(tx))
                        .compose(done -> claims.release(tx, List.of(claim))))));
  }

  private CustomerReading reading(CustomerKey customer, Set<SubscriptionId> known, Wanted wanted) {
    return CustomerReading.read(gateway(customer), customer, known, wanted);
  }

  private <T> Future<T> orGivenBack(Claim claim, Future<T> work) {
    return work.recover(failure ->
        claims
            .postpone(List.of(claim), clock.instant())
            .transform(released -> Future.failedFuture(failure)));
  }

  private Future<CustomerReading> attempt(
      Claim claim,
      Function<Set<SubscriptionId>, Future<CustomerReading>> read,
      String cause,
      BiFunction<SqlConnection, CustomerReading, Future<Void>> also,
      int readings) {
    return marks(claim.customer())
        .compose(before ->
            read.apply(live(before))
                .onFailure(failure -> connections.note(claim.customer().mode(), failure))
                .compose(reading ->
                    database
                        .transaction(tx -> apply(tx, claim, before, reading, cause, also))
                        .compose(done -> {
                          if (done) {
                            return Future.succeededFuture(reading);
                          }
                          return readings == 1
                              ? Future.failedFuture(lost())
                              : attempt(claim, read, cause, also, readings - 1);
                        })));
  }

  /** False when something else was applied since the marks were taken: the reading may be older. */
  private Future<Boolean> apply(
      SqlConnection tx,
      Claim claim,
      Map<SubscriptionId, Mark> before,
      CustomerReading reading,
      String cause,
      BiFunction<SqlConnection, CustomerReading, Future<Void>> also) {
    var customer = claim.customer();
    return claims
        .lockHeld(tx, List.of(claim))
        .compose(held -> Require.that(!held.isEmpty(), CustomerSync::lost))
        .compose(held -> sync.hold(tx, List.of(customer)))
        .compose(known -> {
          if (!known.of(customer).marks().equals(before)) {
            return Future.succeededFuture(false);
          }
          var change =
              new MembershipSync.Change(
                  customer, reading.known(), reading.purchases(), reading.failed(), cause);
          return sync.apply(tx, known, List.of(change))
              .compose(done -> also.apply(tx, reading))
              .compose(done -> claims.release(tx, List.of(claim)))
              .map(true);
        });
  }

  private Future<Map<SubscriptionId, Mark>> marks(CustomerKey customer) {
    return database.transaction(
        tx -> sync.hold(tx, List.of(customer)).map(known -> known.of(customer).marks()));
  }

  private static Set<SubscriptionId> live(Map<SubscriptionId, Mark> marks) {
    return marks.entrySet().stream()
        .filter(one -> !one.getValue().ended())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private StripeGateway gateway(CustomerKey customer) {
    return connections
        .of(customer.mode())
        .map(StripeConnections.Connection::gateway)
        .orElseThrow(() ->
            KaramonException.tryLater(
                StripeError.STRIPE_DISABLED,
                "There is no secret key for " + customer.mode().wire() + " mode.",
                Duration.ofMinutes(1)));
  }

  private static KaramonException lost() {
    return KaramonException.tryLater(
        StripeError.STRIPE_BUSY,
        "This took too long and is now being handled elsewhere. Try again shortly.",
        Duration.ofSeconds(5));
  }
}
