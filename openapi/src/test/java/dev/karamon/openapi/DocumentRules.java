package dev.karamon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What has to hold for every document, whatever is in it. */
final class DocumentRules {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");

  private final JsonNode document;
  private final List<String> broken = new ArrayList<>();

  private DocumentRules(JsonNode document) {
    this.document = document;
  }

  /** All rules that a document breaks. */
  static List<String> brokenBy(JsonNode document) {
    var rules = new DocumentRules(document);
    if (!document.path("openapi").asText().startsWith("3.1.")) {
      rules.broken.add("the version is " + document.path("openapi"));
    }
    rules.checkReferences(document);
    rules.checkOperations();
    return rules.broken;
  }

  private void checkReferences(JsonNode node) {
    var ref = node.path("$ref");
    if (ref.isTextual() && document.at(ref.textValue().substring(1)).isMissingNode()) {
      broken.add(ref.textValue() + " leads nowhere");
    }
    node.forEach(this::checkReferences);
  }

  private void checkOperations() {
    var ids = new HashSet<String>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  var where = method.getKey() + " " + path.getKey();
                  if (!ids.add(method.getValue().path("operationId").asText())) {
                    broken.add(where + " has the id of another operation");
                  }
                  checkParameters(where, path.getKey(), method.getValue());
                  checkSecurity(where, method.getValue());
                  checkResponses(where, method.getValue().path("responses"));
                }));
  }

  private void checkParameters(String where, String path, JsonNode operation) {
    var declared = new HashSet<String>();
    for (var parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        declared.add(parameter.path("name").asText());
        if (!parameter.path("required").asBoolean()) {
          broken.add(where + ": a parameter of the path is not required");
        }
      }
    }
    var inPath = new HashSet<String>();
    IN_BRACES.matcher(path).results().forEach(found -> inPath.add(found.group(1)));
    if (!declared.equals(inPath)) {
      broken.add(where + " declares " + declared + " of " + inPath);
    }
  }

  private void checkSecurity(String where, JsonNode operation) {
    var schemes = document.path("components").path("securitySchemes");
    if (!operation.path("security").isArray()) {
      broken.add(where + " says nothing of security");
    }
    operation
        .path("security")
        .forEach(choice ->
            choice
                .fieldNames()
                .forEachRemaining(name -> {
                  if (!schemes.has(name)) {
                    broken.add(where + " needs the unknown scheme " + name);
                  }
                }));
  }

  private void checkResponses(String where, JsonNode responses) {
    var statuses = new HashSet<String>();
    responses.fieldNames().forEachRemaining(statuses::add);
    if (Set.of("200", "201", "204").stream().noneMatch(statuses::contains)) {
      broken.add(where + " never succeeds");
    }
    if (!statuses.contains("503")) {
      broken.add(where + " is never out of reach");
    }
  }
}
