package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Stripe's cursor pagination. */
public final class Listing {
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;

  private Listing() {}

  /** The page that the call's cursor and limit ask for, out of all objects in order. */
  public static ObjectNode page(Call call, Stream<? extends JsonNode> inOrder) {
    return page(call, inOrder.<JsonNode>map(node -> node).toList(), _ -> true);
  }

  /**
   * The page that the call's cursor and limit ask for, out of the matching objects of a kind. The
   * cursor itself need not match: it may have changed since the page before.
   */
  public static ObjectNode page(
      Call call, Stream<ObjectNode> inOrder, Predicate<ObjectNode> matching) {
    return page(
        call,
        inOrder.<JsonNode>map(node -> node).toList(),
        node -> matching.test((ObjectNode) node));
  }

  private static ObjectNode page(
      Call call, List<JsonNode> everything, Predicate<JsonNode> matching) {
    if (call.has("starting_after") && call.has("ending_before")) {
      throw StripeError.invalid(
          "You may only specify one of these parameters: starting_after, ending_before.");
    }
    var limit = limit(call);
    var back = call.has("ending_before");
    var candidates = candidates(call, everything).stream().filter(matching).toList();
    var more = candidates.size() > limit;
    var from = back && more ? candidates.size() - limit : 0;
    var to = back || !more ? candidates.size() : limit;
    return page(call.path(), candidates.subList(from, to), more);
  }

  private static List<JsonNode> candidates(Call call, List<JsonNode> everything) {
    if (call.has("starting_after")) {
      var cursor = position(everything, call.requiredText("starting_after"), "starting_after");
      return everything.subList(cursor + 1, everything.size());
    }
    if (call.has("ending_before")) {
      var cursor = position(everything, call.requiredText("ending_before"), "ending_before");
      return everything.subList(0, cursor);
    }
    return everything;
  }

  /** A list object with the given members. */
  public static ObjectNode page(String url, List<? extends JsonNode> data, boolean more) {
    var page = JsonNodeFactory.instance.objectNode().put("object", "list");
    var items = page.putArray("data");
    data.forEach(item -> items.add(item.deepCopy()));
    return page.put("has_more", more).put("url", url);
  }

  /** A list within another object. */
  public static ObjectNode embedded(String url, List<? extends JsonNode> all) {
    return page(url, all, false);
  }

  /** A filter on one field's value, if the call gives the parameter of the same name. */
  public static Predicate<ObjectNode> matching(Call call, String... names) {
    return node -> {
      for (var name : names) {
        if (call.parameter(name).filter(wanted -> !same(node.path(name), wanted)).isPresent()) {
          return false;
        }
      }
      return true;
    };
  }

  /** Whether a value is in the call's array of that name, or the call has none. */
  public static boolean oneOf(Call call, String name, JsonNode value) {
    return call.parameter(name)
        .map(wanted -> {
          for (var each : wanted) {
            if (each.equals(value)) {
              return true;
            }
          }
          return false;
        })
        .orElse(true);
  }

  private static boolean same(JsonNode value, JsonNode wanted) {
    return value.asText().equals(wanted.asText());
  }

  /** A filter on a time: {@code created=…} or {@code created[gte]=…} and so on. */
  public static Predicate<ObjectNode> inRange(Call call, String name) {
    return inRange(call, name, name);
  }

  /** As {@link #inRange(Call, String)}, on a field of another name than the parameter. */
  public static Predicate<ObjectNode> inRange(Call call, String name, String field) {
    return node ->
        call.parameter(name).map(range -> within(range, node.path(field).asLong())).orElse(true);
  }

  private static boolean within(JsonNode range, long value) {
    if (range.isNumber()) {
      return value == range.longValue();
    }
    return (!range.has("gt") || value > range.get("gt").longValue())
        && (!range.has("gte") || value >= range.get("gte").longValue())
        && (!range.has("lt") || value < range.get("lt").longValue())
        && (!range.has("lte") || value <= range.get("lte").longValue());
  }

  private static int limit(Call call) {
    long limit = call.parameter("limit").map(JsonNode::longValue).orElse((long) DEFAULT_LIMIT);
    if (limit < 1) {
      throw StripeError.tooSmall("limit", 1);
    }
    if (limit > MAX_LIMIT) {
      throw StripeError.tooLarge("limit", MAX_LIMIT);
    }
    return (int) limit;
  }

  private static int position(List<JsonNode> all, String id, String parameter) {
    for (var i = 0; i < all.size(); i++) {
      if (all.get(i).path("id").asText().equals(id)) {
        return i;
      }
    }
    throw StripeError.noSuchObject("object", id, parameter);
  }
}
