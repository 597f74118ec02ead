package dev.karamon.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Compares objects with the schema: every missing, unknown or mistyped field is a problem. */
public final class Conformity {
  private static final Schema OBJECTS = Schema.objects();

  private final List<String> problems = new ArrayList<>();

  private Conformity() {}

  /** What is wrong with an answer of the API; empty if nothing is. */
  public static List<String> problems(JsonNode answer) {
    var check = new Conformity();
    check.answer(answer, answer.path("object").asText("answer"));
    return List.copyOf(check.problems);
  }

  private void answer(JsonNode node, String path) {
    var object = node.path("object").asText("");
    if (object.equals("list")) {
      page(Type.Scalar.ANY, node, path);
    } else if (node.path("deleted").asBoolean(false)) {
      OBJECTS
          .deletedNamed(object)
          .ifPresentOrElse(
              name -> described(name, node, path),
              () -> problems.add(path + " is nothing that is deleted: '" + object + "'"));
    } else if (object.equals("event")) {
      described("EventBase", node, path);
      answer(node.path("data").path("object"), path + ".data.object");
      previous(node.path("data"), path + ".data.previous_attributes");
      if (node.path("type").asText().equals("invoice.upcoming")) {
        // An invoice that does not exist yet has no id.
        problems.remove(path + ".data.object.id is missing");
      }
    } else {
      OBJECTS
          .named(object)
          .ifPresentOrElse(
              name -> described(name, node, path),
              () -> problems.add(path + " is no known object: '" + object + "'"));
    }
  }

  /** Former values: of fields that exist, whole or, of objects, in part. */
  private void previous(JsonNode data, String path) {
    var fields =
        OBJECTS.named(data.path("object").path("object").asText("")).flatMap(OBJECTS::fields);
    for (var former : data.path("previous_attributes").properties()) {
      var field = fields.map(it -> it.get(former.getKey())).orElse(null);
      if (field == null) {
        problems.add(path + "." + former.getKey() + " is unknown");
      } else if (!former.getValue().isObject() && !former.getValue().isNull()) {
        value(field.type(), former.getValue(), path + "." + former.getKey());
      }
    }
  }

  private void described(String name, JsonNode node, String path) {
    var fields = OBJECTS.require(name);
    if (!node.isObject()) {
      problems.add(path + " is not an object");
      return;
    }
    if (name.equals("Event.Data.Object") || name.equals("Event.Data.PreviousAttributes")) {
      return;
    }
    for (var field : fields.values()) {
      if (node.has(field.name())) {
        value(field.type(), node.get(field.name()), path + "." + field.name());
      } else if (field.required()) {
        problems.add(path + "." + field.name() + " is missing");
      }
    }
    node.fieldNames()
        .forEachRemaining(field -> {
          if (!fields.containsKey(field)) {
            problems.add(path + "." + field + " is unknown");
          }
        });
  }

  private void value(Type type, JsonNode node, String path) {
    switch (type) {
      case Type.Scalar scalar -> expect(fits(scalar, node), path, scalar.name(), node);
      case Type.Values(var values) ->
          expect(node.isTextual() && values.contains(node.textValue()), path, values, node);
      case Type.Ref(var name) -> reference(name, node, path);
      case Type.ArrayOf(var element) -> {
        expect(node.isArray(), path, "an array", node);
        each(element, node, path);
      }
      case Type.PageOf(var element) -> page(element, node, path);
      case Type.MapOf(var value) -> {
        expect(node.isObject(), path, "an object", node);
        node.properties().forEach(e -> value(value, e.getValue(), path + "." + e.getKey()));
      }
      case Type.OneOf any -> anyOf(any, node, path);
    }
  }

  private void reference(String name, JsonNode node, String path) {
    if (OBJECTS.fields(name).isPresent()) {
      described(name, node, path);
    } else {
      problems.add(path + " holds a " + name + ", which the sandbox does not describe");
    }
  }

  private void page(Type element, JsonNode node, String path) {
    expect(node.path("object").asText().equals("list"), path + ".object", "list", node);
    expect(node.path("has_more").isBoolean(), path + ".has_more", "a boolean", node);
    expect(node.path("url").asText("").startsWith("/v1/"), path + ".url", "a path", node);
    expect(node.path("data").isArray(), path + ".data", "an array", node);
    expect(node.size() == 4, path, "four fields", node);
    if (element == Type.Scalar.ANY) {
      var index = 0;
      for (var item : node.path("data")) {
        answer(item, path + ".data[" + index++ + "]");
      }
    } else {
      each(element, node.path("data"), path + ".data");
    }
  }

  private void each(Type element, JsonNode array, String path) {
    var index = 0;
    for (var item : array) {
      value(element, item, path + "[" + index++ + "]");
    }
  }

  private void anyOf(Type.OneOf any, JsonNode node, String path) {
    var sameObject =
        any.options().stream()
            .filter(option -> option instanceof Type.Ref(var name) && describes(name, node))
            .findFirst();
    if (sameObject.isPresent()) {
      value(sameObject.get(), node, path);
      return;
    }
    List<String> last = List.of();
    for (var option : any.options()) {
      var attempt = new Conformity();
      attempt.value(option, node, path);
      if (attempt.problems.isEmpty()) {
        return;
      }
      if (node.isNull() || option != Type.Scalar.NULL) {
        last = attempt.problems;
      }
    }
    problems.addAll(last);
  }

  private static boolean describes(String name, JsonNode node) {
    if (!node.path("object").isTextual()
        || node.path("deleted").asBoolean(false) != name.contains("Deleted")) {
      return false;
    }
    return OBJECTS
        .fields(name)
        .map(fields -> fields.get("object"))
        .map(Field::type)
        .filter(type ->
            type instanceof Type.Values(var values)
                && values.contains(node.get("object").textValue()))
        .isPresent();
  }

  private static boolean fits(Type.Scalar scalar, JsonNode node) {
    return switch (scalar) {
      case STRING -> node.isTextual();
      case NUMBER -> node.isNumber();
      case BOOLEAN -> node.isBoolean();
      case DECIMAL -> node.isTextual() && node.textValue().matches("-?\\d+(\\.\\d+)?");
      case NULL -> node.isNull();
      case ANY -> true;
    };
  }

  private void expect(boolean holds, String path, Object expected, JsonNode found) {
    if (!holds) {
      var value = found.toString();
      problems.add(
          "%s should be %s, not %s"
              .formatted(path, expected, value.substring(0, Math.min(value.length(), 80))));
    }
  }
}
