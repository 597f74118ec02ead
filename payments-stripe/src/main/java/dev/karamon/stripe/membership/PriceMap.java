package dev.karamon.stripe.membership;

import dev.karamon.id.GroupId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import java.util.Map;
import java.util.Set;

/** Which groups a price leads to, by mode; retired prices included. */
public record PriceMap(Map<StripeMode, Map<PriceId, Set<GroupId>>> groups) {
  /** The groups of a price; none when nobody sells it here. */
  public Set<GroupId> of(StripeMode mode, PriceId price) {
    return groups.getOrDefault(mode, Map.of()).getOrDefault(price, Set.of());
  }
}
