package dev.karamon.stripe.membership;

import dev.karamon.id.MemberId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known here about a customer, inside a transaction that locks its subscriptions.
 *
 * @param member whose customer it is, if that is known
 * @param busy true when work on it is under way or scheduled
 */
public record KnownCustomer(
    CustomerKey key, Optional<MemberId> member, boolean busy, List<Subscription> subscriptions) {
  /** A mirrored subscription; its items also those that Stripe has dropped, with quantity 0. */
  public record Subscription(SubscriptionId id, Mark mark, List<SubscriptionState.Item> items) {}

  public KnownCustomer {
    subscriptions = List.copyOf(subscriptions);
  }

  /** How far the mirror reaches, by subscription. */
  public Map<SubscriptionId, Mark> marks() {
    return subscriptions.stream().collect(Collectors.toMap(Subscription::id, Subscription::mark));
  }

  KnownCustomer with(List<Subscription> own) {
    return new KnownCustomer(key, member, busy, own);
  }

  Optional<Subscription> subscription(SubscriptionId id) {
    return subscriptions.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
