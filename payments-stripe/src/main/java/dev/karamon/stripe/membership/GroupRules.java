package dev.karamon.stripe.membership;

import dev.karamon.id.GroupId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import java.util.Map;
import java.util.Set;

/**
 * What decides membership besides Stripe, as it was at one moment.
 *
 * @param revision grows with every change
 * @param selected the mode that members pay in; what is paid in the other one grants nothing
 * @param groups which groups a price leads to, by mode; retired prices included
 * @param policies those that admins have decided on; the other groups do what is usual
 */
public record GroupRules(
    long revision,
    StripeMode selected,
    Map<StripeMode, Map<PriceId, Set<GroupId>>> groups,
    Map<GroupId, GroupPolicy> policies) {
  public GroupRules {
    groups = Map.copyOf(groups);
    policies = Map.copyOf(policies);
  }

  /** The groups of a price; none when it is not sold here, or not in this mode. */
  Set<GroupId> groupsOf(StripeMode mode, PriceId price) {
    return mode == selected
        ? groups.getOrDefault(mode, Map.of()).getOrDefault(price, Set.of())
        : Set.of();
  }

  GroupPolicy policyOf(GroupId group) {
    return policies.getOrDefault(group, GroupPolicy.USUAL);
  }
}
