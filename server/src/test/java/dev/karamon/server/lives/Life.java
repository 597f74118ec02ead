package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Everything that happened to one customer at Stripe, as templates. Its events are its steps; at
 * each of them Stripe's objects are in a known state.
 */
final class Life {
  private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

  private final String name;
  private final List<JsonNode> events;
  private final List<String> bodies;
  private final List<List<ObjectNode>> states;
  private final Map<String, JsonNode> lines;
  private final Map<String, JsonNode> payments;

  /**
   * A life.
   *
   * @param lines what was bought, by the id of the Checkout session
   * @param payments what pays an invoice, by its id
   */
  Life(
      String name,
      List<ObjectNode> events,
      Map<String, JsonNode> lines,
      Map<String, JsonNode> payments) {
    this.name = name;
    this.events = List.copyOf(events);
    this.bodies = events.stream().map(JsonNode::toString).toList();
    this.states = IntStream.range(0, events.size()).mapToObj(this::state).toList();
    this.lines = lines;
    this.payments = payments;
  }

  /** Whether nothing will become of a subscription any more. */
  static boolean isOver(JsonNode subscription) {
    return OVER.contains(subscription.path("status").textValue());
  }

  /** The last step. */
  int last() {
    return events.size() - 1;
  }

  /** The steps whose events are of these types. */
  List<Integer> steps(Set<String> types) {
    return IntStream.rangeClosed(0, last())
        .filter(step -> types.contains(type(step)))
        .boxed()
        .toList();
  }

  /** The first step whose event is of this type and shows this object. */
  Optional<Integer> step(String type, String id) {
    return steps(Set.of(type)).stream()
        .filter(step -> id((ObjectNode) events.get(step).at("/data/object")).equals(id))
        .findFirst();
  }

  String type(int step) {
    return events.get(step).path("type").textValue();
  }

  /** The event as it is delivered. */
  String body(int step) {
    return bodies.get(step);
  }

  String eventId(int step) {
    return events.get(step).path("id").textValue();
  }

  /** What time it is at Stripe. */
  Instant timeAt(int step) {
    return Instant.ofEpochSecond(created(step));
  }

  /** Stripe's objects of a kind, the youngest first, as Stripe lists them. */
  List<ObjectNode> objectsAt(int step, String kind) {
    return states.get(step).stream()
        .filter(object -> object.path("object").textValue().equals(kind))
        .toList();
  }

  Optional<ObjectNode> objectAt(int step, String kind, String id) {
    return objectsAt(step, kind).stream().filter(object -> id(object).equals(id)).findFirst();
  }

  /** What was bought in a Checkout session. */
  JsonNode linesOf(String session) {
    return lines.getOrDefault(session, JsonNodeFactory.instance.arrayNode());
  }

  /** What pays an invoice, or is to pay it. */
  JsonNode paymentsOf(String invoice) {
    return payments.getOrDefault(invoice, JsonNodeFactory.instance.arrayNode());
  }

  /**
   * Each object as the last event before showed it; that it was created may be told after more has
   * become of it. What appears later in the same second is there already: a completed checkout has
   * made its subscription, whichever event comes first.
   */
  private List<ObjectNode> state(int step) {
    var objects = new LinkedHashMap<String, ObjectNode>();
    for (int i = 0; i <= last() && created(i) <= created(step); i++) {
      var object = shown(i);
      if (i <= step && !type(i).endsWith(".created")) {
        objects.put(id(object), object);
      } else {
        objects.putIfAbsent(id(object), object);
      }
    }
    List.copyOf(objects.values()).forEach(object -> markDisputed(objects, object));
    return new ArrayList<>(objects.values()).reversed();
  }

  /** Stripe has no event of its own for that. */
  private static void markDisputed(Map<String, ObjectNode> objects, ObjectNode object) {
    if (object.path("object").textValue().equals("dispute")) {
      objects.computeIfPresent(
          object.path("charge").textValue(),
          (id, charge) -> charge.deepCopy().put("disputed", true));
    }
  }

  private ObjectNode shown(int step) {
    var object = (ObjectNode) events.get(step).at("/data/object");
    return type(step).equals("customer.deleted") ? tombstone(object) : object;
  }

  private static ObjectNode tombstone(ObjectNode object) {
    var left = JsonNodeFactory.instance.objectNode();
    left.set("id", object.get("id"));
    return left.put("object", "customer").put("deleted", true);
  }

  private long created(int step) {
    return events.get(step).path("created").longValue();
  }

  private static String id(JsonNode object) {
    return object.path("id").asText("");
  }

  @Override
  public String toString() {
    return name;
  }
}
