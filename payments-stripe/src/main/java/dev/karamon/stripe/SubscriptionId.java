package dev.karamon.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stripe's id of a subscription. */
public record SubscriptionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SubscriptionId {
    StripeIds.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
