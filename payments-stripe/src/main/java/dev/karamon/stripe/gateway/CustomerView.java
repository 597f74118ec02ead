package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import java.util.Map;
import java.util.Optional;

/** A customer as Stripe knows it. */
public record CustomerView(
    CustomerId id,
    Optional<String> email,
    Optional<String> name,
    StripeMode mode,
    Map<String, String> metadata) {
  public CustomerView {
    metadata = Map.copyOf(metadata);
  }

  static CustomerView read(JsonNode json) {
    return new CustomerView(
        new CustomerId(Fields.text(json, "id")),
        Fields.optional(json, "email"),
        Fields.optional(json, "name"),
        Fields.mode(json),
        Fields.texts(json, "metadata"));
  }
}
