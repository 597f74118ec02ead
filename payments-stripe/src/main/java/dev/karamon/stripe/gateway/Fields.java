package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionReader;
import java.time.Instant;
import java.util.HashMap;
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
    var value = json.path(field);
    return value.isTextual() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  /** The id of something that is given as id, as object or not at all. */
  static Optional<String> id(JsonNode json, String field) {
    return SubscriptionReader.idOf(json.path(field));
  }

  static Optional<Long> number(JsonNode json, String field) {
    var value = json.path(field);
    return value.isIntegralNumber() && value.canConvertToLong()
        ? Optional.of(value.asLong())
        : Optional.empty();
  }

  static Optional<Instant> time(JsonNode json, String field) {
    return SubscriptionReader.timeOf(json.path(field));
  }

  static StripeMode mode(JsonNode json) {
    if (!json.path("livemode").isBoolean()) {
      throw new IllegalArgumentException("has no livemode.");
    }
    return StripeMode.ofLivemode(json.path("livemode").booleanValue());
  }

  static Map<String, String> texts(JsonNode json, String field) {
    var texts = new HashMap<String, String>();
    json.path(field).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText("")));
    return texts;
  }
}
