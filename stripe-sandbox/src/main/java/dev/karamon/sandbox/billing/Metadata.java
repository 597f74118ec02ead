package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.Optional;

/**
 * Stripe's merging of metadata: given keys are set, empty values remove a key, null removes all.
 */
public final class Metadata {
  private static final int MAX_KEYS = 50;
  private static final int MAX_KEY = 40;
  private static final int MAX_VALUE = 500;

  private Metadata() {}

  /** Applies the parameter {@code metadata}, if there is one, to an object. */
  public static void merge(ObjectNode target, ObjectNode parameters) {
    var given = parameters.get("metadata");
    if (given == null) {
      return;
    }
    var merged =
        !given.isNull() && target.get("metadata") instanceof ObjectNode former
            ? former.deepCopy()
            : World.node();
    given.properties().forEach(entry -> put(merged, entry.getKey(), entry.getValue().asText()));
    if (merged.size() > MAX_KEYS) {
      throw StripeError.invalid("Metadata can have at most " + MAX_KEYS + " keys.", "metadata");
    }
    target.set("metadata", merged);
  }

  /** The metadata of a new object, from what was given for it, if anything. */
  public static ObjectNode of(Optional<? extends JsonNode> given) {
    var parameters = World.node();
    given.ifPresent(metadata -> parameters.set("metadata", metadata));
    var target = World.node();
    merge(target, parameters);
    return target.path("metadata") instanceof ObjectNode metadata ? metadata : World.node();
  }

  private static void put(ObjectNode metadata, String key, String value) {
    if (value.isEmpty()) {
      metadata.remove(key);
      return;
    }
    if (key.length() > MAX_KEY) {
      throw StripeError.invalid(
          "Metadata keys can be at most %d characters; '%s' is longer.".formatted(MAX_KEY, key),
          "metadata");
    }
    if (value.length() > MAX_VALUE) {
      throw StripeError.invalid(
          "Metadata values can have up to %d characters, but you passed in a value that is %d characters."
              .formatted(MAX_VALUE, value.length()),
          "metadata[" + key + "]");
    }
    metadata.put(key, value);
  }
}
