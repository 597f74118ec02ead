package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.schema.Schema;
import dev.karamon.sandbox.schema.Type;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.function.Function;

/**
 * One method and path of the API. Its parameters are described by the derived schema; those that it
 * acts upon are named here, each by itself ({@code a.b} for a part of {@code a}), and any other is
 * refused, so that none is ignored in silence.
 *
 * @param path with variables, such as {@code /v1/customers/:id}
 * @param parameters name of the description
 */
public record Endpoint(
    HttpMethod method,
    String path,
    String parameters,
    Set<String> simulated,
    Function<Call, JsonNode> action) {

  /** Stands for a missing description: Stripe publishes none, and any parameter is taken. */
  public static final String UNDESCRIBED = "*";

  private static final Set<String> EVERYWHERE =
      Set.of("expand", "limit", "starting_after", "ending_before");

  /** Refuses descriptions that the schema does not have, and names of anything but one value. */
  public Endpoint {
    if (!parameters.equals(UNDESCRIBED)) {
      Schema.parameters().require(parameters);
      for (var name : simulated) {
        if (Schema.parameters().type(parameters, name).filter(Type::whole).isEmpty()) {
          throw new IllegalArgumentException(name + " is no single value of " + parameters);
        }
      }
    }
  }

  /** The names under which a range of times can be given: the time itself and its bounds. */
  public static Set<String> range(String name) {
    return Set.of(name, name + ".gt", name + ".gte", name + ".lt", name + ".lte");
  }

  /** A GET. */
  public static Endpoint get(
      String path, String parameters, Set<String> simulated, Function<Call, JsonNode> action) {
    return new Endpoint(HttpMethod.GET, path, parameters, simulated, action);
  }

  /** A POST. */
  public static Endpoint post(
      String path, String parameters, Set<String> simulated, Function<Call, JsonNode> action) {
    return new Endpoint(HttpMethod.POST, path, parameters, simulated, action);
  }

  /** A DELETE. */
  public static Endpoint delete(
      String path, String parameters, Set<String> simulated, Function<Call, JsonNode> action) {
    return new Endpoint(HttpMethod.DELETE, path, parameters, simulated, action);
  }

  ObjectNode decode(ObjectNode raw) {
    if (parameters.equals(UNDESCRIBED)) {
      return raw;
    }
    var decoded = Parameters.decode(parameters, raw);
    refuseNotSimulated(decoded, "", "");
    return decoded;
  }

  private void refuseNotSimulated(JsonNode node, String path, String shown) {
    var partSimulated = simulated.stream().anyMatch(name -> name.startsWith(path + "."));
    var named = simulated.contains(path) || EVERYWHERE.contains(path);
    if (named && !(partSimulated && node.isObject())) {
      return;
    }
    if (!path.isEmpty() && !partSimulated) {
      throw StripeError.notSimulated(shown);
    }
    if (node.isArray()) {
      node.forEach(item -> refuseNotSimulated(item, path, shown));
    }
    for (var entry : node.properties()) {
      var name = entry.getKey();
      refuseNotSimulated(
          entry.getValue(),
          path.isEmpty() ? name : path + "." + name,
          path.isEmpty() ? name : shown + "[" + name + "]");
    }
  }
}
