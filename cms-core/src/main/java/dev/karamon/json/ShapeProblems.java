package dev.karamon.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.karamon.error.FieldProblem;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Puts into words what a schema found wrong. */
final class ShapeProblems {
  private ShapeProblems() {}

  /** The problem of an error; none when another error covers it. */
  static Stream<FieldProblem> of(Error error) {
    // Of a choice, the choice itself says what it takes.
    return error.getEvaluationPath().toString().contains("/oneOf/")
        ? Stream.empty()
        : Stream.of(problem(error));
  }

  private static FieldProblem problem(Error error) {
    var at = at(error);
    var property = error.getProperty();
    var field = property == null ? at : Text.path(at, property);
    var bound = bound(error);
    return switch (error.getKeyword()) {
      case "required" -> FieldProblem.required(field);
      case "additionalProperties" ->
          new FieldProblem(field, "unknown", field + " is not a field here; leave it out.");
      case "type" -> invalid(field, "has to be " + article(error.getSchemaNode().asText()));
      case "oneOf" -> invalid(field, "has to be " + choices(error.getSchemaNode()));
      case "enum" -> invalid(field, "has to be one of " + words(error.getSchemaNode()));
      case "maxLength" -> invalid(field, "has at most " + bound + " characters");
      case "minLength" -> invalid(field, tooShort(bound, "characters"));
      case "maximum" -> invalid(field, "is at most " + bound);
      case "minimum" -> invalid(field, "is at least " + bound);
      case "minItems" -> invalid(field, tooShort(bound, "entries"));
      case "maxItems" -> invalid(field, "takes at most " + bound + " entries");
      case "pattern" -> invalid(field, Patterns.problem(bound));
      case "format" -> invalid(field, "is not a valid " + bound);
      default -> invalid(field, error.getMessage());
    };
  }

  private static String at(Error error) {
    var pointer = error.getInstanceLocation().toString();
    return pointer.isEmpty() ? pointer : pointer.substring(1).replace('/', '.');
  }

  /** What the schema says: numbers without an exponent. */
  private static String bound(Error error) {
    var said = error.getSchemaNode();
    return said == null ? "" : said.isNumber() ? plain(said.decimalValue()) : said.asText();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String tooShort(String least, String unit) {
    return least.equals("1") ? "must not be empty" : "needs at least " + least + " " + unit;
  }

  private static String words(JsonNode values) {
    return elements(values).map(JsonNode::asText).collect(Collectors.joining(", "));
  }

  private static String choices(JsonNode schemas) {
    return elements(schemas)
        .map(schema -> article(schema.path("type").asText()))
        .collect(Collectors.joining(" or "));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String article(String type) {
    return switch (type) {
      case "integer" -> "a whole number";
      case "array" -> "a list";
      case "object" -> "an object";
      case "boolean" -> "true or false";
      default -> "a " + type;
    };
  }

  private static FieldProblem invalid(String field, String message) {
    return FieldProblem.invalid(
        field, (field.isEmpty() ? "The body" : field) + " " + message + ".");
  }
}
