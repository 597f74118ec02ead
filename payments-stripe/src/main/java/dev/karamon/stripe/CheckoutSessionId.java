package dev.karamon.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stripe's id of a Checkout session. */
public record CheckoutSessionId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CheckoutSessionId {
    StripeIds.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
