package dev.karamon.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.karamon.http.StaticResource;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;

/** Documents as JSON. */
final class Documents {
  private Documents() {}

  /** In one line, for programs. */
  static String compact(OpenAPI document) {
    return write(Json31.mapper().writer(), document);
  }

  /** Indented, one line feed at each end of line whatever the machine, for comparing. */
  static String pretty(OpenAPI document) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    return write(Json31.mapper().writer(printer), document) + "\n";
  }

  /** A document as it is sent. */
  static StaticResource resource(String json) {
    return StaticResource.of("application/json", json.getBytes(UTF_8)).compressed();
  }

  private static String write(ObjectWriter writer, OpenAPI document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document cannot be written", e);
    }
  }
}
