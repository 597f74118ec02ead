package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.schema.Shape;

/** Copies parameters into the fields of the same name. */
final class Fields {
  private Fields() {}

  /** Sets what was given, be it to null. */
  static void copy(ObjectNode parameters, ObjectNode target, String... names) {
    for (String name : names) {
      if (parameters.has(name)) {
        target.set(name, parameters.get(name).deepCopy());
      }
    }
  }

  /** Sets an address, complete with what was not given. */
  static void copyAddress(ObjectNode parameters, ObjectNode target) {
    if (parameters.has("address")) {
      JsonNode given = parameters.get("address");
      target.set("address", given.isNull() ? given : address(given));
    }
  }

  static ObjectNode address(JsonNode given) {
    ObjectNode address = Shape.of("Address");
    given.properties().forEach(entry -> address.set(entry.getKey(), entry.getValue()));
    return address;
  }

  /** What is left of a deleted object. */
  static ObjectNode tombstone(ObjectNode deleted) {
    ObjectNode tombstone = deleted.objectNode();
    tombstone.set("id", deleted.get("id"));
    tombstone.set("object", deleted.get("object"));
    return tombstone.put("deleted", true);
  }
}
