package dev.karamon.stripe.membership;

import dev.karamon.wire.Wire;
import java.util.Optional;

/**
 * What a group does with those who pay late, pause, pay once, or take their money back.
 *
 * @param graceDays days from the first failed payment; counts only with {@link PastDue#GRACE_DAYS}
 * @param purchaseDays how long a one-time purchase lasts; empty when it does not end
 * @param refund what a full refund does to a purchase
 * @param lostDispute what a dispute that was lost does to a purchase
 */
public record GroupPolicy(
    PastDue pastDue,
    int graceDays,
    Then pausedCollection,
    Optional<Integer> purchaseDays,
    Then refund,
    Then lostDispute) {
  static final int USUAL_GRACE_DAYS = 7;

  /** What groups do unless an admin decides otherwise. */
  static final GroupPolicy USUAL =
      new GroupPolicy(
          PastDue.WHILE_RETRYING,
          USUAL_GRACE_DAYS,
          Then.KEEP,
          Optional.empty(),
          Then.REMOVE,
          Then.REMOVE);

  /** How long a member stays whose payment is late. */
  public enum PastDue implements Wire {
    /** As long as Stripe tries to collect the payment. */
    WHILE_RETRYING,
    /** Some days from the first failure. */
    GRACE_DAYS,
    /** Until the end of the last period that was paid. */
    UNTIL_PERIOD_END,
    /** Not at all. */
    REMOVE
  }

  /** Whether a member stays or goes. */
  public enum Then implements Wire {
    KEEP,
    REMOVE
  }

  public GroupPolicy {
    if (graceDays < 1 || purchaseDays.filter(days -> days < 1).isPresent()) {
      throw new IllegalArgumentException("A number of days is positive");
    }
  }
}
