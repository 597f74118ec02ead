package dev.karamon.stripe.membership;

import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CustomerSubscriptions;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings everything known of one customer up to date with Stripe, while nobody else works on it.
 */
public final class CustomerSync {
  private final Database database;
  private final CustomerClaims claims;
  private final MembershipSync sync;
  private final StripeConnections connections;
  private final StripeThreads threads;

  public CustomerSync(
      Database database,
      CustomerClaims claims,
      MembershipSync sync,
      StripeConnections connections,
      StripeThreads threads) {
    this.database = database;
    this.claims = claims;
    this.sync = sync;
    this.connections = connections;
    this.threads = threads;
  }

  /** The customer's subscriptions as the mirror has them, oldest first. */
  public Future<List<SubscriptionState>> known(CustomerKey customer) {
    return database.with(client -> sync.ofCustomer(client, customer));
  }

  /** Reads all subscriptions of a customer and applies them; gives them as they are now. */
  public Future<List<SubscriptionState>> read(CustomerKey customer, String cause) {
    return known(customer)
        .map(states -> states.stream().map(SubscriptionState::id).collect(Collectors.toSet()))
        .compose(known ->
            act(
                customer,
                cause,
                gateway ->
                    gateway
                        .subscriptionsOf(customer.id(), known)
                        .map(CustomerSubscriptions::states)));
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
            threads
                .run(() -> work.apply(gateway(customer)))
                .compose(fetched -> apply(claim, fetched, cause))
                .recover(failure ->
                    claims
                        .release(List.of(claim))
                        .transform(released -> Future.failedFuture(failure))));
  }

  private Future<List<SubscriptionState>> apply(
      Claim claim, Fetched<List<SubscriptionState>> fetched, String cause) {
    return database.transaction(tx ->
        claims
            .holding(tx, List.of(claim))
            .compose(held -> held.isEmpty() ? lost() : Future.succeededFuture(held))
            .compose(held ->
                sync.apply(tx, KnownSubscription.all(fetched), cause)
                    .compose(done -> claims.release(tx, held)))
            .map(fetched.value()));
  }

  private StripeGateway gateway(CustomerKey customer) {
    return connections
        .of(customer.mode())
        .map(StripeConnections.Connection::gateway)
        .orElseThrow(() ->
            KaramonException.unavailable(
                StripeError.STRIPE_DISABLED,
                "There is no secret key for " + customer.mode().wire() + " mode.",
                Duration.ofMinutes(1)));
  }

  private static Future<List<Claim>> lost() {
    return Future.failedFuture(
        KaramonException.unavailable(
            StripeError.STRIPE_BUSY,
            "This took too long, and somebody else works on it now. Try again shortly.",
            Duration.ofSeconds(5)));
  }
}
