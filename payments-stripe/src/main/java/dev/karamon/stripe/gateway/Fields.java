package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.StripeJson;
import dev.karamon.stripe.StripeMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads fields of Stripe's objects. */
final class Fields {
  private Fields() {}

  /** A field that Stripe always sends. */
  static String text(JsonNode json, String field) {
    return optional(json, field)
        .orElseThrow(() -> new IllegalArgumentException("has no " + field + "."));
  }

  static Optional<String> optional(JsonNode json, String field) {
    return StripeJson.text(json.path(field));
  }

  /** The id of something that is given as id, as object or not at all. */
  static Optional<String> id(JsonNode json, String field) {
    return StripeJson.id(json.path(field));
  }

  static Optional<Long> number(JsonNode json, String field) {
    var value = json.path(field);
    return value.isIntegralNumber() && value.canConvertToLong()
        ? Optional.of(value.asLong())
        : Optional.empty();
  }

  static Optional<Instant> time(JsonNode json, String field) {
    return StripeJson.time(json.path(field));
  }

  /** When Stripe created it. */
  static Instant created(JsonNode json) {
    return time(json, "created").orElseThrow(() -> new IllegalArgumentException("has no created."));
  }

  static StripeMode mode(JsonNode json) {
    if (!json.path("livemode").isBoolean()) {
      throw new IllegalArgumentException("has no livemode.");
    }
    return StripeMode.ofLivemode(json.path("livemode").booleanValue());
  }

  static Map<String, String> texts(JsonNode json, String field) {
    return StripeJson.texts(json.path(field));
  }
}
