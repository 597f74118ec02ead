package dev.karamon.stripe.membership;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.karamon.stripe.SubscriptionState;
import java.util.Locale;

/** What becomes of the subscriptions of a member who is deleted. */
public enum Departure {
  REFUSE,
  CANCEL_NOW,
  CANCEL_AT_PERIOD_END;

  static final String PARAMETER = "subscriptions";

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Departure of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** True when the member may go as far as this subscription is concerned. */
  boolean isDone(SubscriptionState state) {
    return state.isEnded() || (this == CANCEL_AT_PERIOD_END && state.endsWithItsPeriod());
  }
}
