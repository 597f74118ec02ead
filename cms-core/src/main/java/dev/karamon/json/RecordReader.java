package dev.karamon.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;
import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.error.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON into records, strictly, and reports all problems together. */
public final class RecordReader {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keyword(new AnnotationKeyword(Schemas.ID_OF))
              .build());

  /** Far more fields and elements than any body needs, and few enough to check each. */
  private static final int MAX_NODES = 10_000;

  private final ObjectNode schema;
  private final Schema validator;

  private RecordReader(ObjectNode schema) {
    this.schema = schema;
    this.validator = REGISTRY.getSchema(Bounds.added(schema.deepCopy()));
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
    if (exceeds(body, MAX_NODES)) {
      throw new KaramonException(
          CommonError.INVALID_REQUEST,
          "The body has more than " + MAX_NODES + " fields and elements.");
    }
    var given = withoutNulls((ObjectNode) body.deepCopy());
    var problems = new Problems();
    problems.addAll(UnstorableTexts.in(given));
    // The names of fields are repeated in what follows, and not every text can be.
    problems.refuseIfAny(CommonError.INVALID_REQUEST);
    var errors =
        validator.validate(
            given, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    problems.addAll(errors.stream().flatMap(ShapeProblems::of).distinct().toList());
    problems.refuseIfAny(CommonError.INVALID_REQUEST);
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
      var field = path(e);
      throw KaramonException.of(
          CommonError.INVALID_REQUEST,
          List.of(
              FieldProblem.invalid(
                  field, (field.isEmpty() ? "The body" : field) + " " + expected(e))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree has no syntax to be wrong", e);
    }
  }

  /** Checks and reads one record. */
  public <T extends Record> T read(JsonNode body, Class<T> type) {
    return decode(check(body), type);
  }

  private static boolean exceeds(JsonNode node, int most) {
    return left(node, most) < 0;
  }

  /** How many more nodes there may be after those below this one; stops below zero. */
  private static int left(JsonNode node, int most) {
    var left = most - node.size();
    for (var each = node.iterator(); left >= 0 && each.hasNext(); ) {
      left = left(each.next(), left);
    }
    return left;
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

  /** In our words: the parser's own speak of classes and of places in the source. */
  private static String expected(JsonMappingException failure) {
    if (failure.getCause() instanceof IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
    var type = failure instanceof MismatchedInputException other ? other.getTargetType() : null;
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "has to be a whole number, written without a point and without an exponent.";
    }
    return type == Instant.class
        ? "has to be a moment such as 2030-12-31T23:59:59Z."
        : "has a value that cannot be read.";
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
}
