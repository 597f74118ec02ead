package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** A value without its secrets: by the name of the field, or by the look of the text. */
final class Masked {
  private static final String MASK = "[hidden]";
  private static final Pattern NAMES =
      Pattern.compile(
          "(.*_)?(password|password_hash|secret|secret_key|token|recovery_codes|cookie)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOKS =
      Pattern.compile(
          "\\b((sk|rk)_(test|live)|whsec|kat|kas|kms|kml|kgt|krt|kst|setup)_[\\w-]{8,}");

  private Masked() {}

  static JsonNode of(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> fields(object);
      case ArrayNode array -> {
        var masked = JsonNodeFactory.instance.arrayNode();
        array.forEach(entry -> masked.add(of(entry)));
        yield masked;
      }
      default -> value.isTextual() ? text(value.textValue()) : value;
    };
  }

  private static ObjectNode fields(ObjectNode object) {
    var masked = JsonNodeFactory.instance.objectNode();
    for (var field : object.properties()) {
      var secret = NAMES.matcher(field.getKey()).matches() && !field.getValue().isNull();
      masked.set(
          field.getKey(),
          secret && !field.getValue().isBoolean()
              ? JsonNodeFactory.instance.textNode(MASK)
              : of(field.getValue()));
    }
    return masked;
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.textNode(LOOKS.matcher(text).replaceAll(MASK));
  }
}
