package dev.karamon.server.lives;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a group does with those who pay late, pause, or take their money back.
 *
 * @param purchaseDays how long a purchase lasts; empty when it does not end
 */
record Policy(
    WhoPaysLate whoPaysLate,
    boolean leavesWhilePaused,
    Optional<Integer> purchaseDays,
    boolean leavesRefunded,
    boolean leavesAfterLostDispute) {
  enum WhoPaysLate {
    STAYS("while_retrying"),
    HAS_GRACE("grace_days"),
    STAYS_AS_LONG_AS_PAID("until_period_end"),
    LEAVES("remove");

    private final String wire;

    WhoPaysLate(String wire) {
      this.wire = wire;
    }
  }

  /** As many as there may be, so that the lives are over before them. */
  static final int GRACE_DAYS = 365;

  /** What holds by default. */
  static final Policy USUAL = new Policy(WhoPaysLate.STAYS, false, Optional.empty(), true, true);

  static final Policy STRICT = new Policy(WhoPaysLate.LEAVES, true, Optional.of(1), true, true);
  static final Policy PATIENT =
      new Policy(WhoPaysLate.HAS_GRACE, false, Optional.of(1_000), false, false);
  static final Policy EXACT =
      new Policy(WhoPaysLate.STAYS_AS_LONG_AS_PAID, true, Optional.of(90), true, false);

  /** As an admin enters it, who need not say what is usual. */
  Map<String, Object> fields() {
    if (equals(USUAL)) {
      return Map.of();
    }
    var fields = new HashMap<String, Object>();
    fields.put("past_due", whoPaysLate.wire);
    fields.put("grace_days", GRACE_DAYS);
    fields.put("paused_collection", leavesWhilePaused ? "remove" : "keep");
    purchaseDays.ifPresent(days -> fields.put("purchase_days", days));
    fields.put("refund", leavesRefunded ? "remove" : "keep");
    fields.put("lost_dispute", leavesAfterLostDispute ? "remove" : "keep");
    return fields;
  }
}
