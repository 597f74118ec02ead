package dev.karamon.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lists within an object show their first members only; the rest is read at the list's own URL. */
public final class Embedded {
  private static final int SHOWN = 10;

  private Embedded() {}

  /** Cuts every list below an answer or an event, in place. */
  public static void cut(JsonNode node) {
    for (var child : node) {
      // Among former values a list has lost its name.
      if (child instanceof ObjectNode list && list.path("object").asText("list").equals("list")) {
        shorten(list);
      }
      cut(child);
    }
  }

  private static void shorten(ObjectNode list) {
    if (list.get("data") instanceof ArrayNode data && data.size() > SHOWN) {
      while (data.size() > SHOWN) {
        data.remove(data.size() - 1);
      }
      if (list.has("object")) {
        list.put("has_more", true);
      }
    }
  }
}
