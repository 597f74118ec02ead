package dev.karamon.server.lives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Plays stories at the sandbox, one after the other, and takes down what Stripe told of them. */
final class Recorder {
  private static final String CLOCKS = "test_helpers.";
  private static final List<String> DECIDING = List.of("status", "cancel_at", "pause_collection");

  private final Sandbox stripe;
  private final Shelf shelf;
  private final Instant end;
  private String lastSeen = "";

  /** A recorder of lives that have just ended at that time, whenever they were played. */
  Recorder(Sandbox stripe, Shelf shelf, Instant end) {
    this.stripe = stripe;
    this.shelf = shelf;
    this.end = end;
    news();
  }

  Life record(Story story) {
    var player = new Player(stripe, shelf);
    story.script().accept(player);
    var events = news().stream().filter(Recorder::isOfTheCustomer).toList();
    putInTime(events, player.now());
    var script = new Script(events, Duration.between(player.now(), end));
    var life =
        new Life(
            story.name(),
            script.templates(),
            script.template(lines(events)),
            script.template(payments(events)));
    checkThatEventsTellAll(script, life);
    return life;
  }

  /** All events since the last call, oldest first. */
  private List<ObjectNode> news() {
    var found = new ArrayList<ObjectNode>();
    var after = "";
    while (true) {
      var page = stripe.get("/v1/events?limit=100" + after);
      for (var event : page.path("data")) {
        if (id(event).equals(lastSeen)) {
          return seen(found);
        }
        found.addFirst((ObjectNode) event);
      }
      if (!page.path("has_more").booleanValue()) {
        return seen(found);
      }
      after = "&starting_after=" + id(page.path("data").path(page.path("data").size() - 1));
    }
  }

  private List<ObjectNode> seen(List<ObjectNode> events) {
    if (!events.isEmpty()) {
      lastSeen = id(events.getLast());
    }
    return events;
  }

  private static boolean isOfTheCustomer(JsonNode event) {
    return !event.path("type").textValue().startsWith(CLOCKS);
  }

  /** Events of objects that name no customer carry the real time, not that of the test clock. */
  private static void putInTime(List<ObjectNode> events, Instant now) {
    var time = Player.START.getEpochSecond();
    for (var event : events) {
      var created = event.path("created").longValue();
      time = created > now.getEpochSecond() ? time : created;
      event.put("created", time);
    }
    assertThat(events)
        .extracting(event -> event.path("created").longValue())
        .as("Stripe lists events as they happened")
        .isSorted();
  }

  /** What was bought in the checkouts; sessions show it only when asked. */
  private Map<String, JsonNode> lines(List<ObjectNode> events) {
    return listed(events, "checkout.session", id -> "checkout/sessions/" + id + "/line_items");
  }

  /** What pays the invoices; of those that are not paid no event tells it. */
  private Map<String, JsonNode> payments(List<ObjectNode> events) {
    return listed(events, "invoice", id -> "invoice_payments?invoice=" + id);
  }

  private Map<String, JsonNode> listed(
      List<ObjectNode> events, String kind, UnaryOperator<String> path) {
    var lists = new HashMap<String, JsonNode>();
    for (var event : events) {
      var object = event.at("/data/object");
      if (object.path("object").textValue().equals(kind) && object.path("id").isTextual()) {
        lists.computeIfAbsent(id(object), id -> stripe.get("/v1/" + path.apply(id)).path("data"));
      }
    }
    return lists;
  }

  /** A subscription of which Stripe knows more than its last event told would prove nothing. */
  private void checkThatEventsTellAll(Script script, Life life) {
    for (var told : life.objectsAt(life.last(), "subscription")) {
      var shown = script.template(stripe.get("/v1/subscriptions/" + script.original(id(told))));
      for (var field : DECIDING) {
        assertThat(shown.path(field)).as(life + ": " + field).isEqualTo(told.path(field));
      }
      assertThat(shown.at("/items/data")).as(life + ": items").isEqualTo(told.at("/items/data"));
    }
  }

  private static String id(JsonNode object) {
    return object.path("id").textValue();
  }
}
