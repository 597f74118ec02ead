package dev.karamon.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** New objects with every required field present, so that none can be forgotten. */
public final class Shape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Shape() {}

  /**
   * An object of the named description: nullable fields null, lists empty, flags false. What has no
   * natural default is null too, and refused by {@link Conformity} until it is set.
   */
  public static ObjectNode of(String name) {
    var object = NODES.objectNode();
    for (var field : Schema.objects().require(name).values()) {
      if (field.required()) {
        object.set(field.name(), initial(field.type()));
      }
    }
    return object;
  }

  /**
   * Sets the given members of an object of the named description. Objects among them are merged
   * into what is there, or completed if nothing is; null becomes the empty value of a field that
   * cannot be null.
   */
  public static void merge(String name, ObjectNode target, JsonNode given) {
    var fields = Schema.objects().require(name);
    given
        .properties()
        .forEach(it -> {
          var field = fields.get(it.getKey());
          target.set(
              it.getKey(),
              field == null
                  ? it.getValue().deepCopy()
                  : merged(field.type(), target.path(it.getKey()), it.getValue()));
        });
  }

  private static JsonNode merged(Type type, JsonNode former, JsonNode given) {
    var described =
        type.described().filter(name -> Schema.objects().fields(name).isPresent()).orElse("");
    if (given.isNull()) {
      return initial(type);
    }
    if (given instanceof ArrayNode list) {
      var merged = NODES.arrayNode();
      list.forEach(item -> merged.add(merged(type, NullNode.getInstance(), item)));
      return merged;
    }
    if (!given.isObject() || described.isEmpty()) {
      return given.deepCopy();
    }
    var merged = former instanceof ObjectNode present ? present.deepCopy() : of(described);
    merge(described, merged, given);
    return merged;
  }

  private static JsonNode initial(Type type) {
    if (type.nullable()) {
      return NullNode.getInstance();
    }
    return switch (type) {
      case Type.Scalar scalar ->
          scalar == Type.Scalar.BOOLEAN ? BooleanNode.FALSE : NullNode.getInstance();
      case Type.Values(var values) ->
          values.size() == 1 ? TextNode.valueOf(values.iterator().next()) : NullNode.getInstance();
      case Type.Ref(var name) ->
          Schema.objects().fields(name).isPresent() ? of(name) : NullNode.getInstance();
      case Type.ArrayOf _ -> NODES.arrayNode();
      case Type.PageOf _ -> emptyPage();
      case Type.MapOf _ -> NODES.objectNode();
      case Type.OneOf _ -> NullNode.getInstance();
    };
  }

  private static ObjectNode emptyPage() {
    var page = NODES.objectNode().put("object", "list");
    page.putArray("data");
    return page.put("has_more", false).put("url", "");
  }
}
