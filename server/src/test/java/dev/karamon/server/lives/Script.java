package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns what was recorded into templates: ids and the member get a mark where each telling puts its
 * own, times are moved, and no test clock is left.
 */
final class Script {
  /** Shared by all tellings, so that their ids stay. */
  private static final Set<String> CATALOG = Set.of("price", "plan", "product");

  private static final long EARLIEST = Player.START.minus(Duration.ofDays(30)).getEpochSecond();
  private static final long LATEST = Player.START.plus(Duration.ofDays(1_500)).getEpochSecond();

  private final List<ObjectNode> events;
  private final long shift;
  private final Set<String> ids = new HashSet<>();

  Script(List<ObjectNode> events, Duration shift) {
    this.events = events;
    this.shift = shift.toSeconds();
    events.forEach(this::collectIds);
  }

  /** The events as templates. */
  List<ObjectNode> templates() {
    return events.stream().map(event -> (ObjectNode) template(event)).toList();
  }

  /** Things by the id of what they belong to, as templates. */
  Map<String, JsonNode> template(Map<String, JsonNode> byId) {
    byId.values().forEach(this::collectIds);
    var templates = new HashMap<String, JsonNode>();
    byId.forEach((id, value) -> templates.put(Cast.mark(id), template(value)));
    return Map.copyOf(templates);
  }

  /** Anything of the same customer as a template. */
  JsonNode template(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> copy.set(field.getKey(), template(field.getValue())));
        yield copy.has("test_clock") ? copy.putNull("test_clock") : copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(template(each)));
        yield copy;
      }
      default -> leaf(node);
    };
  }

  /** The id at the sandbox of an id in a template. */
  String original(String marked) {
    return Cast.unmark(marked);
  }

  private JsonNode leaf(JsonNode node) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(text(node.textValue()));
    }
    var isTime =
        node.isIntegralNumber() && node.longValue() > EARLIEST && node.longValue() < LATEST;
    return isTime ? JsonNodeFactory.instance.numberNode(node.longValue() + shift) : node;
  }

  private String text(String text) {
    if (text.equals(Player.MEMBER)) {
      return Cast.MEMBER;
    }
    return ids.contains(text) ? Cast.mark(text) : text;
  }

  private void collectIds(JsonNode node) {
    var kind = node.path("object").asText("");
    if (!kind.isEmpty() && !CATALOG.contains(kind) && node.path("id").isTextual()) {
      ids.add(node.path("id").textValue());
    }
    node.forEach(this::collectIds);
  }
}
