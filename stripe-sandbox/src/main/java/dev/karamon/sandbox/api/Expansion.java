package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.schema.Field;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.schema.Type;
import dev.karamon.sandbox.store.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Replaces ids by the objects that they name, where {@code expand[]} asks for it. */
final class Expansion {
  private static final int MAX_DEPTH = 4;

  private final Objects objects;
  private final Map<String, Function<ObjectNode, JsonNode>> includable;

  Expansion(Objects objects, Map<String, Function<ObjectNode, JsonNode>> includable) {
    this.objects = objects;
    this.includable = includable;
  }

  /** Expands within the answer, which is the caller's own copy. */
  void apply(JsonNode answer, JsonNode paths) {
    for (var path : paths) {
      var steps = List.of(path.asText().split("\\.", -1));
      var depth = steps.stream().filter(step -> !step.equals("data")).count();
      if (depth > MAX_DEPTH) {
        throw StripeError.invalid(
            "You cannot expand more than " + MAX_DEPTH + " levels of a property", "expand");
      }
      walk(answer, steps, path.asText());
    }
  }

  private void walk(JsonNode node, List<String> steps, String path) {
    if (steps.isEmpty() || node.isNull()) {
      return;
    }
    if (node instanceof ArrayNode array) {
      array.forEach(item -> walk(item, steps, path));
      return;
    }
    if (!(node instanceof ObjectNode object)) {
      throw notExpandable(path);
    }
    var step = steps.getFirst();
    include(object, step);
    var value = object.get(step);
    if (value == null) {
      if (!knows(object, step)) {
        throw notExpandable(path);
      }
      return;
    }
    var expanded = expand(object, step, value);
    if (steps.size() == 1 && expanded.isValueNode() && !expanded.isNull()) {
      throw notExpandable(path);
    }
    object.set(step, expanded);
    walk(expanded, steps.subList(1, steps.size()), path);
  }

  private void include(ObjectNode object, String field) {
    var source = includable.get(object.path("object").asText() + "." + field);
    if (source != null && !object.has(field)) {
      object.set(field, source.apply(object).deepCopy());
    }
  }

  private static Optional<Field> field(ObjectNode object, String name) {
    return Schema.objects()
        .named(object.path("object").asText())
        .flatMap(Schema.objects()::fields)
        .map(fields -> fields.get(name));
  }

  private static boolean knows(ObjectNode object, String name) {
    // Members below the top level of an object have no description of their own here.
    return object.path("object").isMissingNode() || field(object, name).isPresent();
  }

  private JsonNode expand(ObjectNode object, String name, JsonNode value) {
    if (value instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(item -> items.add(item.isTextual() ? lookUp(object, name, item) : item));
      return array.removeAll().addAll(items);
    }
    return value.isTextual() ? lookUp(object, name, value) : value;
  }

  private JsonNode lookUp(ObjectNode object, String name, JsonNode id) {
    var kinds =
        field(object, name)
            .map(field -> kinds(field.type()))
            .orElseGet(() -> name.equals("id") ? Stream.empty() : Stream.of(name));
    return kinds
        .flatMap(kind -> objects.find(kind, id.textValue()).stream())
        .<JsonNode>map(ObjectNode::deepCopy)
        .findFirst()
        .orElse(id);
  }

  private static Stream<String> kinds(Type type) {
    return switch (type) {
      case Type.OneOf(var options) -> options.stream().flatMap(Expansion::kinds);
      case Type.ArrayOf(var element) -> kinds(element);
      case Type.Ref(var name) ->
          Schema.objects()
              .fields(name)
              .map(fields -> fields.get("object"))
              .map(Field::type)
              .stream()
              .filter(Type.Values.class::isInstance)
              .flatMap(found -> ((Type.Values) found).values().stream());
      default -> Stream.empty();
    };
  }

  private static StripeError notExpandable(String path) {
    return StripeError.invalid(
        "This property cannot be expanded (%s). You may want to try expanding the parent property instead."
            .formatted(path),
        "expand");
  }
}
