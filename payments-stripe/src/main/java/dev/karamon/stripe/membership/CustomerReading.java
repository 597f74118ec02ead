package dev.karamon.stripe.membership;

import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CustomerSubscriptions;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeGateway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Stripe says of a customer.
 *
 * @param subscriptions all there are
 * @param purchases those that were asked for
 * @param failed when the first try to collect invoices failed, as far as events have reported it
 */
public record CustomerReading(
    Fetched<CustomerSubscriptions> subscriptions,
    List<KnownPurchase> purchases,
    Map<String, Instant> failed) {
  public CustomerReading {
    purchases = List.copyOf(purchases);
    failed = Map.copyOf(failed);
  }

  /**
   * Reads a customer; blocks on Stripe.
   *
   * @param known live ones in the mirror, which are read whether Stripe lists them or not
   */
  public static CustomerReading read(
      StripeGateway stripe, CustomerKey customer, Set<SubscriptionId> known, Wanted wanted) {
    var sought = new HashSet<>(known);
    sought.addAll(wanted.subscriptions());
    var subscriptions = stripe.subscriptionsOf(customer.id(), sought);
    return new CustomerReading(subscriptions, purchases(stripe, customer, wanted), wanted.failed());
  }

  private static List<KnownPurchase> purchases(
      StripeGateway stripe, CustomerKey customer, Wanted wanted) {
    var read = new ArrayList<Fetched<PurchaseState>>();
    if (wanted.allPurchases()) {
      var listed = stripe.purchasesOf(customer.id());
      listed.value().forEach(one -> read.add(listed.map(any -> one)));
    }
    var unlisted = new HashSet<>(wanted.purchases());
    read.forEach(one -> unlisted.remove(one.value().session()));
    unlisted.forEach(session -> stripe.purchase(session).ifPresent(read::add));
    return read.stream().map(one -> KnownPurchase.of(one, wanted.came())).toList();
  }

  /** True when Stripe knows neither the customer nor anything of it. */
  public boolean isOfNobody() {
    var read = subscriptions.value();
    return read.customerMissing() && read.states().isEmpty() && purchases.isEmpty();
  }

  /** True when Stripe knows not every subscription that was asked for. */
  public boolean missesSome() {
    return !subscriptions.value().unknown().isEmpty();
  }

  /** Only subscriptions were read. */
  static CustomerReading of(Fetched<List<SubscriptionState>> subscriptions) {
    return new CustomerReading(
        subscriptions.map(states -> new CustomerSubscriptions(states, Set.of(), false)),
        List.of(),
        Map.of());
  }

  /** The subscriptions, each as far as the reading reaches. */
  List<KnownSubscription> known() {
    return KnownSubscription.all(subscriptions.map(CustomerSubscriptions::states));
  }
}
