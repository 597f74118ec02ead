package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;
import java.util.Set;

/**
 * How far the mirror of a subscription reaches.
 *
 * @param status Stripe's word for it, as far as the mirror knows
 * @param coveredAt events created before this second are in the state
 * @param knownAt events created after this second are not
 * @param onTestClock true when events carry the time of one of Stripe's test clocks, which cannot
 *     be held against that of an answer
 * @param owing true when an invoice was owed, as far as the mirror knows
 */
public record Mark(
    String status, Instant coveredAt, Instant knownAt, boolean onTestClock, boolean owing) {
  private static final Set<String> MAY_OWE = Set.of("past_due", "unpaid");

  /** True when nothing delivered later changes it. */
  public boolean ended() {
    return SubscriptionState.isEnded(status);
  }

  /** True when what happened at this time is in the state; a test clock says nothing of that. */
  public boolean covers(Instant time) {
    return !onTestClock && time.isBefore(coveredAt);
  }

  /**
   * True when an event that calls it active leaves open whether the debt was paid or written off.
   */
  public boolean mayOwe() {
    return owing || MAY_OWE.contains(status);
  }
}
