package dev.karamon.stripe.gateway;

import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The subscriptions of a customer.
 *
 * @param states those that Stripe lists, and those that were asked for besides
 * @param unknown those that were asked for and do not exist
 * @param customerMissing true when Stripe does not know the customer (any more)
 */
public record CustomerSubscriptions(
    List<SubscriptionState> states, Set<SubscriptionId> unknown, boolean customerMissing) {
  public CustomerSubscriptions {
    states = List.copyOf(states);
    unknown = Set.copyOf(unknown);
  }

  /** These, and one more that was asked for. */
  CustomerSubscriptions and(SubscriptionId asked, Optional<SubscriptionState> found) {
    var all = new ArrayList<>(states);
    var gone = new HashSet<>(unknown);
    found.ifPresentOrElse(all::add, () -> gone.add(asked));
    return new CustomerSubscriptions(all, gone, customerMissing);
  }

  boolean shows(SubscriptionId id) {
    return states.stream().anyMatch(state -> state.id().equals(id));
  }
}
