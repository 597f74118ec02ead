package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.schema.Schema;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies parameters into the fields of the same name. */
final class Fields {
  private Fields() {}

  /** Sets what was given, even null. */
  static void copy(ObjectNode parameters, ObjectNode target, String... names) {
    for (var name : names) {
      if (parameters.has(name)) {
        target.set(name, parameters.get(name).deepCopy());
      }
    }
  }

  /** The names of the parts of an address. */
  static Set<String> address(String path) {
    return Schema.parameters().require("AddressParam").keySet().stream()
        .map(part -> path + "." + part)
        .collect(Collectors.toSet());
  }

  /** What is left of a deleted object. */
  static ObjectNode tombstone(ObjectNode deleted) {
    var tombstone = deleted.objectNode();
    tombstone.set("id", deleted.get("id"));
    tombstone.set("object", deleted.get("object"));
    return tombstone.put("deleted", true);
  }
}
