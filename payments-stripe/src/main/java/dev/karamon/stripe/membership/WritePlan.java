package dev.karamon.stripe.membership;

import dev.karamon.error.KaramonException;
import dev.karamon.group.Grant;
import dev.karamon.group.Grants;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.StripeError;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has to be written so that mirror and grants are what became known. */
final class WritePlan {
  private final List<KnownSubscription> changed = new ArrayList<>();
  private final List<KnownSubscription> added = new ArrayList<>();
  private final List<Map.Entry<SubscriptionId, SubscriptionState.Item>> items = new ArrayList<>();
  private final List<Map.Entry<SubscriptionId, PriceId>> trials = new ArrayList<>();
  private final Map<PurchaseState, CustomerKey> purchases = new LinkedHashMap<>();
  private final List<Grants.Source> subscriptionSources = new ArrayList<>();
  private final List<Grants.Source> purchaseSources = new ArrayList<>();
  private final List<Grant> desiredBySubscriptions = new ArrayList<>();
  private final List<Grant> desiredByPurchases = new ArrayList<>();
  private final GroupRules rules;
  private final Instant now;

  private WritePlan(GroupRules rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /**
   * The plan for changes.
   *
   * @param mirrored the purchases among them that are in the mirror already
   */
  static WritePlan of(
      MembershipSync.Known known,
      Map<CheckoutSessionId, PurchaseState> mirrored,
      List<MembershipSync.Change> changes,
      Instant now) {
    var plan = new WritePlan(known.rules(), now);
    for (var change : changes) {
      var customer = known.of(change.customer());
      change.subscriptions().forEach(one -> plan.add(customer, one, change.cause()));
      for (var purchase : change.purchases()) {
        var before = Optional.ofNullable(mirrored.get(purchase.state().session()));
        plan.add(customer, purchase.after(before), change.cause());
      }
    }
    return plan;
  }

  private void add(KnownCustomer customer, KnownSubscription known, String cause) {
    var state = known.state();
    var before = customer.subscription(state.id());
    if (before.filter(mirrored -> mirrored.mark().ended()).isPresent()) {
      return;
    }
    (before.isPresent() ? changed : added).add(known);
    var mirrored = before.map(KnownCustomer.Subscription::items).orElse(List.of());
    putItems(state, mirrored);
    if (customer.member().isPresent() && MembershipRules.isKnown(state.status())) {
      decide(state, mirrored, customer.member().get(), cause);
    }
  }

  /** Items that Stripe has dropped stay, with quantity 0: their grants are still ours to end. */
  private void putItems(SubscriptionState state, List<SubscriptionState.Item> mirrored) {
    for (var item : state.items()) {
      if (!mirrored.contains(item)) {
        items.add(Map.entry(state.id(), item));
        state.trialEnd().ifPresent(any -> trials.add(Map.entry(state.id(), item.price())));
      }
    }
    for (var item : mirrored) {
      if (item.quantity() > 0 && !hasItem(state, item.id())) {
        var dropped = new SubscriptionState.Item(item.id(), item.price(), 0, item.periodEnd());
        items.add(Map.entry(state.id(), dropped));
      }
    }
  }

  private void decide(
      SubscriptionState state,
      List<SubscriptionState.Item> mirrored,
      MemberId member,
      String cause) {
    for (var item : state.items()) {
      subscriptionSources.add(new Grants.Source(item.id(), cause));
    }
    for (var item : mirrored) {
      if (!hasItem(state, item.id())) {
        subscriptionSources.add(new Grants.Source(item.id(), cause));
      }
    }
    desiredBySubscriptions.addAll(MembershipRules.grants(state, member, rules, now));
  }

  private void add(KnownCustomer customer, PurchaseState purchase, String cause) {
    purchases.put(purchase, customer.key());
    Optional<MemberId> member = customer.member();
    if (member.isPresent()) {
      purchaseSources.add(new Grants.Source(purchase.session().value(), cause));
      desiredByPurchases.addAll(MembershipRules.grants(purchase, member.get(), rules, now));
    }
  }

  private static boolean hasItem(SubscriptionState state, String id) {
    return state.items().stream().anyMatch(item -> item.id().equals(id));
  }

  /** Another node may have added one of them at the same time: then all of this is tried again. */
  Future<Void> requireAllAdded(int count) {
    return count == added.size()
        ? Future.succeededFuture()
        : Future.failedFuture(
            KaramonException.tryLater(
                StripeError.STRIPE_BUSY,
                "Somebody else has just added a subscription of "
                    + added.stream()
                        .map(known -> known.state().customer().value())
                        .collect(Collectors.joining(", "))
                    + ".",
                Duration.ofSeconds(1)));
  }

  List<KnownSubscription> changed() {
    return changed;
  }

  List<KnownSubscription> added() {
    return added;
  }

  List<Map.Entry<SubscriptionId, SubscriptionState.Item>> items() {
    return items;
  }

  /** The prices of subscriptions with a trial, as far as they may not be kept yet. */
  List<Map.Entry<SubscriptionId, PriceId>> trials() {
    return trials;
  }

  Map<PurchaseState, CustomerKey> purchases() {
    return purchases;
  }

  List<Grants.Source> subscriptionSources() {
    return subscriptionSources;
  }

  List<Grants.Source> purchaseSources() {
    return purchaseSources;
  }

  List<Grant> desiredBySubscriptions() {
    return desiredBySubscriptions;
  }

  List<Grant> desiredByPurchases() {
    return desiredByPurchases;
  }
}
