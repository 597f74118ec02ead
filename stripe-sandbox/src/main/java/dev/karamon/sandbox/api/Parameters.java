package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.schema.Type;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns the texts of a form into typed values, as the derived schema says. An empty text where
 * Stripe lets a value be unset becomes null; in maps it stays empty.
 */
final class Parameters {
  private static final Schema SCHEMA = Schema.parameters();

  /** The numbers that may have a fraction; the schema does not tell them from the others. */
  private static final Set<String> FRACTIONAL =
      Set.of(
          "amount_percent",
          "application_fee_percent",
          "percent_off",
          "height",
          "length",
          "weight",
          "width");

  private Parameters() {}

  static ObjectNode decode(String description, ObjectNode raw) {
    return object(description, raw, "");
  }

  private static ObjectNode object(String description, ObjectNode raw, String path) {
    var fields = SCHEMA.require(description);
    var decoded = JsonNodeFactory.instance.objectNode();
    for (var entry : raw.properties()) {
      var name = nested(path, entry.getKey());
      var field = fields.get(entry.getKey());
      if (field == null) {
        throw StripeError.unknownParameter(name);
      }
      decoded.set(entry.getKey(), value(field.type(), entry.getValue(), name));
    }
    for (var field : fields.values()) {
      if (field.required() && !decoded.has(field.name())) {
        throw StripeError.missingParameter(nested(path, field.name()));
      }
    }
    return decoded;
  }

  private static String nested(String path, String name) {
    return path.isEmpty() ? name : path + "[" + name + "]";
  }

  private static JsonNode value(Type type, JsonNode raw, String path) {
    if (raw.isTextual() && raw.textValue().isEmpty()) {
      if (type.nullable()) {
        return NullNode.getInstance();
      }
      throw StripeError.invalid(
              "You passed an empty string for '%s'. We assume empty values are an attempt to unset a parameter; however '%s' cannot be unset. You should remove '%s' from your request or supply a non-empty value."
                  .formatted(path, path, path),
              path)
          .with("code", "parameter_invalid_empty");
    }
    return convert(type, raw, path)
        .orElseThrow(() -> StripeError.invalid("Invalid " + expected(type) + ": " + path, path));
  }

  private static Optional<JsonNode> convert(Type type, JsonNode raw, String path) {
    return switch (type) {
      case Type.Scalar scalar when raw.isTextual() -> scalar(scalar, raw, path);
      case Type.Values(var values) when raw.isTextual() -> {
        if (!values.contains(raw.textValue())) {
          throw StripeError.invalid(
              "Invalid %s: must be one of %s"
                  .formatted(path, String.join(", ", new TreeSet<>(values))),
              path);
        }
        yield Optional.of(raw);
      }
      case Type.Ref(var name) when raw instanceof ObjectNode inner ->
          Optional.of(object(name, inner, path));
      case Type.ArrayOf(var element) when raw instanceof ObjectNode inner ->
          Optional.of(array(element, inner, path));
      case Type.MapOf(var element) when raw instanceof ObjectNode inner ->
          Optional.of(map(element, inner, path));
      case Type.OneOf any -> firstThatFits(any, raw, path);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> firstThatFits(Type.OneOf any, JsonNode raw, String path) {
    StripeError refusal = null;
    for (var option : any.options()) {
      try {
        var fitting = convert(option, raw, path);
        if (fitting.isPresent()) {
          return fitting;
        }
      } catch (StripeError e) {
        refusal = e;
      }
    }
    if (refusal != null) {
      throw refusal;
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> scalar(Type.Scalar scalar, JsonNode raw, String path) {
    var text = raw.textValue();
    return switch (scalar) {
      case STRING, ANY -> Optional.of(raw);
      case DECIMAL ->
          text.matches("-?\\d{1,12}(\\.\\d{1,12})?")
              ? Optional.of(raw)
              : invalid("decimal", text, path);
      case NUMBER -> number(text, path);
      case BOOLEAN ->
          text.equals("true") || text.equals("false")
              ? Optional.of(BooleanNode.valueOf(text.equals("true")))
              : invalid("boolean", text, path);
      case NULL -> Optional.empty();
    };
  }

  private static Optional<JsonNode> number(String text, String path) {
    if (text.matches("-?\\d{1,18}")) {
      return Optional.of(LongNode.valueOf(Long.parseLong(text)));
    }
    var name = path.replaceFirst("]$", "").replaceFirst(".*\\[", "");
    return FRACTIONAL.contains(name) && text.matches("-?\\d{1,15}\\.\\d{1,12}")
        ? Optional.of(DoubleNode.valueOf(Double.parseDouble(text)))
        : invalid("integer", text, path);
  }

  private static Optional<JsonNode> invalid(String kind, String text, String path) {
    throw StripeError.invalid("Invalid " + kind + ": " + text, path)
        .with("code", "parameter_invalid_" + kind);
  }

  private static ArrayNode array(Type element, ObjectNode raw, String path) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (var i = 0; i < raw.size(); i++) {
      var item = raw.get(Integer.toString(i));
      if (item == null) {
        throw StripeError.invalid("Invalid array", path);
      }
      array.add(value(element, item, path + "[" + i + "]"));
    }
    return array;
  }

  private static ObjectNode map(Type element, ObjectNode raw, String path) {
    var map = JsonNodeFactory.instance.objectNode();
    for (var entry : raw.properties()) {
      var text = entry.getValue();
      var empty = text.isTextual() && text.textValue().isEmpty();
      map.set(entry.getKey(), empty ? text : value(element, text, nested(path, entry.getKey())));
    }
    return map;
  }

  private static String expected(Type type) {
    return switch (type) {
      case Type.ArrayOf _ -> "array";
      case Type.Ref _, Type.MapOf _ -> "object";
      case Type.OneOf any -> expected(any.options().getFirst());
      case Type.Scalar _, Type.Values _, Type.PageOf _ -> "string";
    };
  }
}
