package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;

/**
 * How far the mirror of a subscription reaches.
 *
 * @param status Stripe's word for it, as far as the mirror knows
 * @param coveredAt events created before this second are in the state
 * @param knownAt events created after this second are not
 * @param onTestClock true when events carry the time of one of Stripe's test clocks, which cannot
 *     be held against that of an answer
 */
public record Mark(String status, Instant coveredAt, Instant knownAt, boolean onTestClock) {
  /** True when nothing delivered later changes it. */
  public boolean ended() {
    return SubscriptionState.isEnded(status);
  }
}
