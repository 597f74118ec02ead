package dev.karamon.openapi;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;

/** Schemas that are not derived from a record. */
final class Shapes {
  private Shapes() {}

  /** A single value. */
  static Schema<?> single(String type) {
    var schema = new JsonSchema();
    schema.addType(type);
    return schema;
  }

  /** A single value, with what it means. */
  static Schema<?> single(String type, String description) {
    var schema = single(type);
    schema.setDescription(description);
    return schema;
  }

  /** A text that is one of these. */
  static Schema<?> oneOf(List<String> values) {
    var schema = new JsonSchema();
    schema.addType("string");
    values.forEach(schema::addEnumItemObject);
    return schema;
  }

  /** A list. */
  static Schema<?> list(Schema<?> items) {
    var schema = single("array");
    schema.setItems(items);
    return schema;
  }

  /** An object with these properties. */
  static Schema<?> object(Map<String, Schema<?>> properties, List<String> required) {
    var schema = single("object");
    properties.forEach(schema::addProperty);
    schema.setRequired(required);
    return schema;
  }
}
