package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.Fetched;
import java.time.Instant;
import java.util.List;

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

  /** What was read from Stripe, each state as far as the reading reaches. */
  public static List<KnownSubscription> all(Fetched<List<SubscriptionState>> fetched) {
    return fetched.value().stream()
        .map(state -> new KnownSubscription(state, fetched.from(), fetched.until()))
        .toList();
  }
}
