package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One call of the API: the path with its variables, and the decoded parameters. */
public record Call(String path, Map<String, String> variables, ObjectNode parameters) {

  /** The id in the path. */
  public String id() {
    return variable("id");
  }

  /** A variable of the path. */
  public String variable(String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  /** Whether a parameter was given, even if only to unset something. */
  public boolean has(String name) {
    return parameters.has(name);
  }

  /** A parameter that may be absent or unset. */
  public Optional<JsonNode> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isNull());
  }

  /** A text parameter that may be absent or unset. */
  public Optional<String> text(String name) {
    return parameter(name).map(JsonNode::textValue);
  }

  /** A whole number that may be absent; refused if it is below the minimum. */
  public Optional<Long> number(String name, long least) {
    return parameter(name)
        .map(JsonNode::longValue)
        .map(value -> {
          if (value < least) {
            throw StripeError.tooSmall(name, least);
          }
          return value;
        });
  }

  /** A text parameter without which the call makes no sense. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> StripeError.missingParameter(name));
  }
}
