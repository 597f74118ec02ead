package dev.karamon.stripe.checkout;

import dev.karamon.async.InTurn;
import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CustomerSubscriptions;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.membership.CustomerSync;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cancels subscriptions at once; what Stripe answers is applied before the caller is answered. */
public final class Cancellations {
  private final Database database;
  private final CustomerLinks links;
  private final CustomerSync customerSync;
  private final StripeConnections connections;

  public Cancellations(
      Database database,
      CustomerLinks links,
      CustomerSync customerSync,
      StripeConnections connections) {
    this.database = database;
    this.links = links;
    this.customerSync = customerSync;
    this.connections = connections;
  }

  /**
   * Cancels the member's own subscriptions that hold one of the prices, all of them when none is
   * named. Those that had ended before count as cancelled; {@code NOTHING_TO_CANCEL} when there
   * never was one.
   *
   * @return the ids of those that are cancelled now
   */
  public Future<List<SubscriptionId>> cancel(MemberId member, Set<PriceId> prices) {
    var mode = connections.active().mode();
    return database
        .with(client -> links.allOf(client, mode, member))
        .compose(customers ->
            InTurn.<CustomerId, List<SubscriptionState>>fold(
                customers, List.of(), (before, customer) -> cancel(mode, customer, prices, before)))
        .map(Cancellations::answer);
  }

  private Future<List<SubscriptionState>> cancel(
      StripeMode mode, CustomerId customer, Set<PriceId> prices, List<SubscriptionState> before) {
    var key = new CustomerKey(mode, customer);
    return customerSync
        .known(key)
        .compose(known ->
            customerSync.act(
                key,
                "cancelled by the member",
                gateway -> cancel(gateway, customer, ids(known), prices)))
        .map(states -> {
          var all = new ArrayList<>(before);
          states.stream().filter(state -> holds(state, prices)).forEach(all::add);
          return all;
        });
  }

  private static Fetched<List<SubscriptionState>> cancel(
      StripeGateway gateway, CustomerId customer, Set<SubscriptionId> known, Set<PriceId> prices) {
    var before = read(gateway, customer, known);
    var live =
        before.value().stream().filter(state -> holds(state, prices) && !state.isEnded()).toList();
    if (live.isEmpty()) {
      return before;
    }
    live.forEach(state -> gateway.cancelNow(state.id()));
    return read(gateway, customer, ids(before.value()));
  }

  /** Stripe lists nothing of a customer that was deleted there, but still shows what is named. */
  private static Fetched<List<SubscriptionState>> read(
      StripeGateway gateway, CustomerId customer, Set<SubscriptionId> known) {
    return gateway.subscriptionsOf(customer, known).map(CustomerSubscriptions::states);
  }

  private static Set<SubscriptionId> ids(List<SubscriptionState> states) {
    return states.stream().map(SubscriptionState::id).collect(Collectors.toSet());
  }

  private static boolean holds(SubscriptionState state, Set<PriceId> prices) {
    return prices.isEmpty() || state.holdsOneOf(prices);
  }

  private static List<SubscriptionId> answer(List<SubscriptionState> cancelled) {
    if (cancelled.isEmpty()) {
      throw new KaramonException(
          CheckoutError.NOTHING_TO_CANCEL, "You have no subscription that can be cancelled here.");
    }
    return cancelled.stream().map(SubscriptionState::id).toList();
  }
}
