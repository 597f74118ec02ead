package dev.karamon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.endpoint.Endpoint;
import dev.karamon.operation.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What people read of an endpoint: its operation, what the admin fixed, the admin's own words. */
final class EndpointText {
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private EndpointText() {}

  /** As Markdown. */
  static String of(Endpoint endpoint, CatalogEntry operation) {
    var parts = new ArrayList<String>();
    parts.add("### **" + operation.title() + "**");
    var fixed = fixed(endpoint, operation.settingsSchema());
    if (!fixed.isEmpty()) {
      parts.add("Fixed parameters:\n\n" + String.join("\n", fixed));
    }
    parts.addAll(rules(endpoint, operation));
    if (!endpoint.description().isBlank()) {
      parts.add(endpoint.description().strip());
    }
    return String.join("\n\n", parts);
  }

  /** In the order of the settings record; the database keeps no order. */
  private static List<String> fixed(Endpoint endpoint, ObjectNode schema) {
    return schema.path("properties").properties().stream()
        .filter(property -> endpoint.settings().hasNonNull(property.getKey()))
        .map(property -> {
          var value = endpoint.settings().get(property.getKey());
          return "- " + code(property.getKey()) + ": " + value(value, property.getValue());
        })
        .toList();
  }

  private static String value(JsonNode value, JsonNode property) {
    if (property.path("format").asText().equals("password")) {
      return "(hidden)";
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(EndpointText::single)
          .collect(Collectors.joining(", "));
    }
    return single(value);
  }

  private static String single(JsonNode value) {
    return code(value.isTextual() ? value.textValue() : value.toString());
  }

  private static List<String> rules(Endpoint endpoint, CatalogEntry operation) {
    var rules = new ArrayList<String>();
    if (endpoint.forGroups()) {
      var groups = endpoint.requestRestriction().groupIds().orElse(List.of());
      rules.add(
          "Only for members who are logged in and in one of the groups "
              + groups.stream().map(Object::toString).collect(Collectors.joining(", "))
              + ".");
    } else if (endpoint.needsMember(operation.spec())) {
      rules.add("A member has to be logged in.");
    }
    endpoint
        .rateLimit(operation.spec())
        .ifPresent(limit ->
            rules.add(
                "At most "
                    + limit.requests()
                    + " requests per caller in "
                    + limit.seconds()
                    + " seconds."));
    return rules;
  }

  /** Any text as a code span: the fence is longer than every run of backticks in it. */
  private static String code(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    var longest =
        BACKTICKS.matcher(line).results().mapToInt(run -> run.group().length()).max().orElse(0);
    var fence = "`".repeat(longest + 1);
    var pad = longest > 0 || line.isEmpty() ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
