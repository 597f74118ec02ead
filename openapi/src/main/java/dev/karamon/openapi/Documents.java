package dev.karamon.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
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

  private static String write(ObjectWriter writer, OpenAPI document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A document cannot be written", e);
    }
  }
}
