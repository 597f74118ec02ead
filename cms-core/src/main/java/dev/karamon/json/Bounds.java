package dev.karamon.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Adds the bounds of whole numbers to a schema, so that the check reports numbers that do not fit.
 */
final class Bounds {
  private static final String LEAST = "minimum";
  private static final String MOST = "maximum";

  private Bounds() {}

  /** Adds the bounds that are not there yet, at every depth. */
  static ObjectNode added(ObjectNode schema) {
    visit(schema);
    return schema;
  }

  private static void visit(JsonNode node) {
    node.forEach(Bounds::visit);
    if (node instanceof ObjectNode schema && isInteger(schema.path("type"))) {
      var small = schema.path("format").asText().equals("int32");
      var id = schema.has(Schemas.ID_OF);
      putIfAbsent(schema, LEAST, id ? 1 : small ? Integer.MIN_VALUE : Long.MIN_VALUE);
      putIfAbsent(schema, MOST, small ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }
  }

  private static boolean isInteger(JsonNode type) {
    return type.isTextual()
        ? type.textValue().equals("integer")
        : type instanceof ArrayNode types && types.toString().contains("\"integer\"");
  }

  private static void putIfAbsent(ObjectNode schema, String bound, long value) {
    if (!schema.has(bound)) {
      schema.put(bound, value);
    }
  }
}
