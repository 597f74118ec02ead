package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One resource of Stripe's API. */
public interface Resource {
  /** Its methods and paths. */
  List<Endpoint> endpoints();

  /**
   * Fields that answers carry only when asked by {@code expand[]}: {@code object.field} and what to
   * put there.
   */
  default Map<String, Function<ObjectNode, JsonNode>> includable() {
    return Map.of();
  }
}
