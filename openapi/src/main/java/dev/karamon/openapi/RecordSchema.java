package dev.karamon.openapi;

import dev.karamon.json.Schemas;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The schema of one record, and those of the records that it refers to.
 *
 * @param name what the record is called in the document
 */
record RecordSchema(String name, Schema<?> root, Map<String, Schema<?>> others) {
  private static final String REF = "#/components/schemas/";
  private static final String ANYTHING = "JsonNode";
  private static final String NULL = "null";

  /** The schema of a record under its own name. */
  static RecordSchema of(Class<? extends Record> type) {
    return of(type, UnaryOperator.identity());
  }

  /** The schema of a record; it and what it refers to get new names. */
  static RecordSchema of(Class<? extends Record> type, UnaryOperator<String> rename) {
    var resolved = Schemas.resolve(type);
    var all = new LinkedHashMap<String, Schema<?>>();
    resolved.referencedSchemas.forEach(
        (name, schema) -> all.put(rename.apply(name), renamed(schema, rename)));
    all.remove(ANYTHING);
    var name = rename.apply(resolved.schema.getName());
    var root = all.remove(name);
    if (root == null) {
      throw new IllegalStateException(type + " has no schema of its own");
    }
    return new RecordSchema(name, root, all);
  }

  /** The schema of a parameter: a number, a text, an enum. */
  static Schema<?> ofParameter(Class<?> type) {
    return Schemas.resolve(type).schema;
  }

  /** A reference to a named schema. */
  static Schema<?> ref(String name) {
    var reference = new JsonSchema();
    reference.set$ref(name);
    return reference;
  }

  /** Everything by name. */
  Map<String, Schema<?>> named() {
    var named = new LinkedHashMap<>(others);
    named.put(name, root);
    return named;
  }

  /** The properties of the record itself. */
  @SuppressWarnings("rawtypes") // as the model's maps and lists are typed
  Map<String, Schema<?>> properties() {
    var properties = new LinkedHashMap<String, Schema<?>>();
    if (root.getProperties() != null) {
      for (var property : root.getProperties().entrySet()) {
        properties.put(property.getKey(), property.getValue());
      }
    }
    return properties;
  }

  /** Whether a property has to be there. */
  boolean requires(String property) {
    return root.getRequired() != null && root.getRequired().contains(property);
  }

  /** Adds the fields of other records, as modules do. */
  RecordSchema with(List<RecordSchema> fields) {
    for (var more : fields) {
      more.properties().forEach((property, schema) -> root.addProperty(property, schema));
      more.properties().keySet().stream().filter(more::requires).forEach(root::addRequiredItem);
      others.putAll(more.others);
    }
    return this;
  }

  /**
   * Says that a field that may be absent may be null as well; which is how an absent value is
   * written.
   */
  RecordSchema nullable() {
    visit(root, RecordSchema::letBeNull);
    return nullableInside();
  }

  /** The same for the records that this one refers to. */
  RecordSchema nullableInside() {
    others.values().forEach(schema -> visit(schema, RecordSchema::letBeNull));
    return this;
  }

  /** Leaves the size of numbers open. */
  RecordSchema unsized() {
    named().values().forEach(schema -> visit(schema, RecordSchema::forgetSize));
    return this;
  }

  /** The same for a schema that is no record's. */
  static Schema<?> unsized(Schema<?> schema) {
    return visit(schema, RecordSchema::forgetSize);
  }

  private static void forgetSize(Schema<?> part) {
    if ("int32".equals(part.getFormat()) || "int64".equals(part.getFormat())) {
      part.setFormat(null);
    }
  }

  private static Schema<?> renamed(Schema<?> schema, UnaryOperator<String> rename) {
    return visit(
        schema,
        part -> {
          var ref = part.get$ref();
          if (ref != null) {
            var name = ref.substring(REF.length());
            part.set$ref(name.equals(ANYTHING) ? null : REF + rename.apply(name));
          }
        });
  }

  private static void letBeNull(Schema<?> schema) {
    if (schema.getProperties() == null) {
      return;
    }
    var required = Optional.ofNullable(schema.getRequired()).orElse(List.of());
    schema
        .getProperties()
        .replaceAll((name, value) -> required.contains(name) ? value : orNull(value));
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() != null) {
      var either = new JsonSchema();
      either.setDescription(schema.getDescription());
      either.addAnyOfItem(ref(schema.get$ref()));
      either.addAnyOfItem(Shapes.single(NULL));
      return either;
    }
    if (schema.getOneOf() != null) {
      schema.addOneOfItem(Shapes.single(NULL));
    }
    if (schema.getTypes() != null) {
      schema.addType(NULL);
      if (schema.getEnum() != null) {
        schema.addEnumItemObject(null);
      }
    }
    return schema;
  }

  private static Schema<?> visit(Schema<?> schema, Consumer<Schema<?>> visitor) {
    visitor.accept(schema);
    parts(schema).forEach(part -> visit(part, visitor));
    return schema;
  }

  @SuppressWarnings("rawtypes") // as the model's maps and lists are typed
  private static List<Schema<?>> parts(Schema<?> schema) {
    var parts = new ArrayList<Schema<?>>();
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(parts::add);
    }
    if (schema.getItems() != null) {
      parts.add(schema.getItems());
    }
    if (schema.getAdditionalProperties() instanceof Schema<?> values) {
      parts.add(values);
    }
    for (var choices : Arrays.asList(schema.getOneOf(), schema.getAnyOf(), schema.getAllOf())) {
      if (choices != null) {
        choices.forEach(parts::add);
      }
    }
    return parts;
  }
}
