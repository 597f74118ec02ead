package dev.karamon.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads values as Stripe writes them, in events and in answers of its API. */
public final class StripeJson {
  private static final long LAST_OF_YEAR_9999 = 253_402_300_799L;

  private StripeJson() {}

  /** The id of something that may be given as id, as object or not at all. */
  public static Optional<String> id(JsonNode node) {
    return text(node.isObject() ? node.path("id") : node);
  }

  /** A text; empty when it is none or an empty one. */
  public static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  /** A time in seconds; empty when it is none that a calendar and a database know. */
  public static Optional<Instant> time(JsonNode node) {
    return node.isIntegralNumber()
            && node.canConvertToLong()
            && node.asLong() >= 0
            && node.asLong() <= LAST_OF_YEAR_9999
        ? Optional.of(Instant.ofEpochSecond(node.asLong()))
        : Optional.empty();
  }

  /** An object of texts, such as {@code metadata}. */
  public static Map<String, String> texts(JsonNode object) {
    var texts = new HashMap<String, String>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText("")));
    return texts;
  }
}
