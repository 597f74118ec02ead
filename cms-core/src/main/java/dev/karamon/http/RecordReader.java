package dev.karamon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON into records, strictly, and says everything that is wrong at once. */
public final class RecordReader {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keyword(new AnnotationKeyword(Schemas.ID_OF))
              .build());

  private final ObjectNode schema;
  private final Schema validator;

  private RecordReader(ObjectNode schema) {
    this.schema = schema;
    this.validator = REGISTRY.getSchema(schema);
  }

  /** A reader of bodies that carry the fields of all these records. */
  public static RecordReader of(List<Class<? extends Record>> types) {
    return new RecordReader(Schemas.union(types.stream().map(Schemas::closed).toList()));
  }

  /** A reader of one record. */
  public static RecordReader of(Class<? extends Record> type) {
    return of(List.of(type));
  }

  /** The schema that bodies are checked against. */
  public ObjectNode schema() {
    return schema;
  }

  /**
   * Checks the shape; null stands for a field that was left out. Problems are all thrown at once.
   */
  public ObjectNode check(JsonNode body) {
    if (!body.isObject()) {
      throw new KaramonException(CommonError.INVALID_REQUEST, "The body has to be a JSON object.");
    }
    var given = withoutNulls((ObjectNode) body.deepCopy());
    refuseNul(given);
    var errors =
        validator.validate(
            given, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    if (!errors.isEmpty()) {
      var problems = errors.stream().map(RecordReader::problem).distinct().toList();
      throw KaramonException.of(CommonError.INVALID_REQUEST, problems);
    }
    return given;
  }

  /** Reads the fields of one record out of a checked body. */
  public static <T extends Record> T decode(ObjectNode checked, Class<T> type) {
    try {
      return Json.mapper().treeToValue(checked, type);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof KaramonException refused) {
        throw refused;
      }
      var message = e.getCause() == null ? "has a value that cannot be read." : text(e.getCause());
      throw KaramonException.of(
          CommonError.INVALID_REQUEST, List.of(FieldProblem.invalid(path(e), message)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree has no syntax to be wrong", e);
    }
  }

  /** Checks and reads one record. */
  public <T extends Record> T read(JsonNode body, Class<T> type) {
    return decode(check(body), type);
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null ? "cannot be read." : cause.getMessage();
  }

  /** PostgreSQL keeps no NUL in text. */
  private static void refuseNul(JsonNode node) {
    if (node.isTextual() && node.textValue().indexOf('\0') >= 0) {
      throw new KaramonException(
          CommonError.INVALID_REQUEST, "A text contains the character NUL; leave it out.");
    }
    node.forEach(RecordReader::refuseNul);
    node.fieldNames().forEachRemaining(name -> refuseNul(TextNode.valueOf(name)));
  }

  private static ObjectNode withoutNulls(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      var value = object.get(name);
      if (value.isNull()) {
        object.remove(name);
      } else if (value instanceof ObjectNode nested) {
        withoutNulls(nested);
      }
    }
    return object;
  }

  private static String path(JsonMappingException failure) {
    var parts = new ArrayList<String>();
    for (var reference : failure.getPath()) {
      parts.add(
          reference.getFieldName() == null
              ? Integer.toString(reference.getIndex())
              : reference.getFieldName());
    }
    return String.join(".", parts);
  }

  private static FieldProblem problem(Error error) {
    var at = error.getInstanceLocation().toString().replaceFirst("^/", "").replace('/', '.');
    var property = error.getProperty();
    var field = property == null ? at : at.isEmpty() ? property : at + "." + property;
    var argument = error.getArguments().length == 0 ? "" : String.valueOf(error.getArguments()[0]);
    return switch (error.getKeyword()) {
      case "required" -> FieldProblem.required(field);
      case "additionalProperties" ->
          new FieldProblem(field, "unknown", field + " is not a field here; leave it out.");
      case "type" -> invalid(field, "has to be " + article(error));
      case "enum" -> invalid(field, "has to be one of " + argument);
      case "maxLength" -> invalid(field, "has at most " + argument + " characters");
      case "minLength" -> invalid(field, tooShort(argument, "characters"));
      case "maximum" -> invalid(field, "is at most " + argument);
      case "minimum" -> invalid(field, "is at least " + argument);
      case "minItems" -> invalid(field, tooShort(argument, "entries"));
      case "maxItems" -> invalid(field, "takes at most " + argument + " entries");
      case "pattern" -> invalid(field, "does not match " + argument);
      case "format" -> invalid(field, "is not a valid " + argument);
      default -> invalid(field, error.getMessage());
    };
  }

  private static String tooShort(String least, String unit) {
    return least.equals("1") ? "must not be empty" : "needs at least " + least + " " + unit;
  }

  private static String article(Error error) {
    var type = String.valueOf(error.getArguments()[1]);
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
