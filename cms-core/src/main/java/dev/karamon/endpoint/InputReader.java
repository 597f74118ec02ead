package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.Bodies;
import dev.karamon.json.Json;
import dev.karamon.operation.CatalogEntry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/** Gathers what a caller sends: the body of a write, the query of a read, and the path. */
final class InputReader {
  private InputReader() {}

  static Future<ObjectNode> read(
      HttpServerRequest request, CatalogEntry operation, Map<String, String> pathParameters) {
    if (operation.spec().reads()) {
      request.resume();
      return Future.succeededFuture(withPath(query(request, operation), operation, pathParameters));
    }
    return Bodies.readJson(request)
        .map(body -> {
          if (body instanceof ObjectNode object) {
            return withPath(object, operation, pathParameters);
          }
          throw new KaramonException(
              CommonError.INVALID_REQUEST, "The body has to be a JSON object.");
        });
  }

  /** Parameters that begin with an underscore are for caches and proxies, not for us. */
  private static ObjectNode query(HttpServerRequest request, CatalogEntry operation) {
    var input = Json.object();
    for (var name : request.params().names()) {
      if (!name.startsWith("_")) {
        var values = request.params().getAll(name);
        var bare = name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
        input.set(bare, value(values, schema(operation, bare)));
      }
    }
    return input;
  }

  private static ObjectNode withPath(
      ObjectNode input, CatalogEntry operation, Map<String, String> pathParameters) {
    pathParameters.forEach(
        (name, value) -> input.set(name, value(List.of(value), schema(operation, name))));
    return input;
  }

  private static JsonNode schema(CatalogEntry operation, String name) {
    return operation.inputSchema().path("properties").path(name);
  }

  private static JsonNode value(List<String> texts, JsonNode schema) {
    if (schema.path("type").asText().equals("array")) {
      var array = Json.mapper().createArrayNode();
      texts.forEach(text -> array.add(scalar(text, schema.path("items"))));
      return array;
    }
    return scalar(texts.getLast(), schema);
  }

  /** Text that is no value of the type stays text, so that the check names the field. */
  private static JsonNode scalar(String text, JsonNode schema) {
    var nodes = Json.mapper().getNodeFactory();
    return switch (schema.path("type").asText()) {
      case "integer" ->
          text.matches("-?[0-9]{1,18}")
              ? nodes.numberNode(Long.parseLong(text))
              : nodes.textNode(text);
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? nodes.booleanNode(text.equals("true"))
              : nodes.textNode(text);
      default -> nodes.textNode(text);
    };
  }
}
