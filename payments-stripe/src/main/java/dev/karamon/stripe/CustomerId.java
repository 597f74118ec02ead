package dev.karamon.stripe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Stripe's id of a customer. */
public record CustomerId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CustomerId {
    StripeIds.checkChosen(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
