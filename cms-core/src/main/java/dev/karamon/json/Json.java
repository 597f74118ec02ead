package dev.karamon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.regex.Pattern;

/** JSON as the whole product speaks it: snake_case, strict in types, bounded in depth. */
public final class Json {
  private static final int MAX_DEPTH = 64;
  // Only the message tells which one it is: the parser is closed by then.
  private static final Pattern DUPLICATE =
      Pattern.compile("^Duplicate field '(.*)' for ", Pattern.DOTALL);
  private static final ObjectMapper MAPPER = build();

  private Json() {}

  /** The mapper; shared and never reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** A new empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Any value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Any value as bytes. */
  public static Buffer bytes(Object value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not writable as JSON: " + value.getClass(), e);
    }
  }

  /** JSON that we wrote ourselves, as a tree. */
  public static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON is broken", e);
    }
  }

  /** JSON that we wrote ourselves, as a record. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON is no " + type.getSimpleName(), e);
    }
  }

  /** Any value as text. */
  public static String text(Object value) {
    return bytes(value).toString();
  }

  /** Reads a body; anything but one JSON value is {@code INVALID_JSON}. */
  public static JsonNode parse(Buffer body) {
    return parse(body.getBytes());
  }

  /** Reads a body; anything but one JSON value is {@code INVALID_JSON}. */
  public static JsonNode parse(byte[] bytes) {
    if (isInAnotherEncoding(bytes)) {
      throw new KaramonException(CommonError.INVALID_JSON, "The body is not in UTF-8.");
    }
    try {
      var node = MAPPER.readTree(bytes);
      if (node == null || node.isMissingNode()) {
        throw new KaramonException(CommonError.INVALID_JSON, "The body is empty; send JSON.");
      }
      return node;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /**
   * UTF-16 and UTF-32, which the parser would take too. JSON begins with an ASCII character: there,
   * it has a zero byte beside it, or a byte order mark of bytes that UTF-8 has nowhere before it.
   */
  private static boolean isInAnotherEncoding(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 4); i++) {
      if (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF) {
        return true;
      }
    }
    return false;
  }

  private static KaramonException refused(IOException failure) {
    if (failure instanceof MismatchedInputException mismatch) {
      var duplicate = DUPLICATE.matcher(mismatch.getOriginalMessage());
      if (duplicate.find()) {
        var name = Text.excerpt(duplicate.group(1));
        return KaramonException.field(
            CommonError.INVALID_JSON, name, name + " is given twice; send it once.");
      }
    }
    return new KaramonException(
        CommonError.INVALID_JSON, "The body is not valid JSON" + at(failure));
  }

  private static String at(IOException failure) {
    if (failure instanceof JsonProcessingException json && json.getLocation() != null) {
      var location = json.getLocation();
      return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }
    return ".";
  }

  private static ObjectMapper build() {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(100)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
        .configure(JsonParser.Feature.AUTO_CLOSE_SOURCE, true)
        .build();
  }
}
