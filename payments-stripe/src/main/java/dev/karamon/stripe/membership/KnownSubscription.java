package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;

/**
 * A state of a subscription, and how far it reaches.
 *
 * @param coveredAt events created before this second are in the state
 * @param knownAt events created after this second are not
 */
public record KnownSubscription(SubscriptionState state, Instant coveredAt, Instant knownAt) {
  public KnownSubscription {
    if (coveredAt.isAfter(knownAt)) {
      throw new IllegalArgumentException("A state reaches as far as it covers, or further");
    }
  }
}
