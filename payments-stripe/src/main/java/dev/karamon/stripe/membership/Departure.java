package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import dev.karamon.wire.Wire;

/** What becomes of the subscriptions of a member who is deleted. */
public enum Departure implements Wire {
  REFUSE,
  CANCEL_NOW,
  CANCEL_AT_PERIOD_END;

  static final String PARAMETER = "subscriptions";

  /** True when the member may go as far as this subscription is concerned. */
  boolean isDone(SubscriptionState state) {
    return state.isEnded() || (this == CANCEL_AT_PERIOD_END && state.endsWithItsPeriod());
  }
}
