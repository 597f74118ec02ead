package dev.karamon.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Named descriptions derived from the official client's types of the pinned API version. */
public final class Schema {
  /** The API version whose objects and parameters these are. */
  public static final String API_VERSION = "2026-07-29.dahlia";

  private static final Schema OBJECTS = load("objects.json");
  private static final Schema PARAMETERS = load("params.json");

  private final Map<String, Map<String, Field>> descriptions;
  private final Map<String, String> byObjectName = new HashMap<>();
  private final Map<String, String> deletedByObjectName = new HashMap<>();

  private Schema(Map<String, Map<String, Field>> descriptions) {
    this.descriptions = descriptions;
    descriptions.forEach((name, fields) -> {
      var field = fields.get("object");
      if (field != null && field.type() instanceof Type.Values values) {
        var deleted = simpleName(name).startsWith("Deleted");
        (deleted ? deletedByObjectName : byObjectName).put(values.values().iterator().next(), name);
      }
    });
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Descriptions of what the API answers. */
  public static Schema objects() {
    return OBJECTS;
  }

  /** Descriptions of what the API takes. */
  public static Schema parameters() {
    return PARAMETERS;
  }

  /** The fields of a description, in Stripe's order; empty if there is none of that name. */
  public Optional<Map<String, Field>> fields(String name) {
    return Optional.ofNullable(descriptions.get(name));
  }

  /** The fields of a description that must exist. */
  public Map<String, Field> require(String name) {
    return fields(name)
        .orElseThrow(() -> new IllegalArgumentException("the schema does not describe " + name));
  }

  /** The type of what a dotted path names within a description, if it names anything. */
  public Optional<Type> type(String description, String path) {
    var dot = path.indexOf('.');
    var first =
        fields(description)
            .map(fields -> fields.get(dot < 0 ? path : path.substring(0, dot)))
            .map(Field::type);
    return dot < 0
        ? first
        : first.flatMap(Type::described).flatMap(inner -> type(inner, path.substring(dot + 1)));
  }

  /** The description of objects whose member {@code object} has this value. */
  public Optional<String> named(String object) {
    return Optional.ofNullable(byObjectName.get(object));
  }

  /** The description of what is left of deleted objects of that kind. */
  public Optional<String> deletedNamed(String object) {
    return Optional.ofNullable(deletedByObjectName.get(object));
  }

  private static Schema load(String file) {
    try (var in = Objects.requireNonNull(Schema.class.getResourceAsStream(file), file)) {
      var root = new ObjectMapper().readTree(in);
      Map<String, Map<String, Field>> descriptions = new LinkedHashMap<>();
      root.properties()
          .forEach(entry -> descriptions.put(entry.getKey(), readFields(entry.getValue())));
      return new Schema(descriptions);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Map<String, Field> readFields(JsonNode node) {
    Map<String, Field> fields = new LinkedHashMap<>();
    node.properties()
        .forEach(entry -> {
          var required = !entry.getKey().endsWith("?");
          var name =
              required ? entry.getKey() : entry.getKey().substring(0, entry.getKey().length() - 1);
          fields.put(name, new Field(name, Type.read(entry.getValue()), required));
        });
    return fields;
  }
}
