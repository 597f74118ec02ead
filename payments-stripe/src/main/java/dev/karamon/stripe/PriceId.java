package dev.karamon.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stripe's id of a price. */
public record PriceId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PriceId {
    StripeIds.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
