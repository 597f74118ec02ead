package dev.karamon.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stripe's id of a price; the id of a legacy plan may be any text. */
public record PriceId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PriceId {
    StripeIds.checkChosen(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
