package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.control.Control;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events, and each with its payload and the attempts to deliver it. */
final class EventPages {
  static final List<String> HEAD = List.of("Type", "Object", "At", "Undelivered");

  private static final String PATH = "/dashboard/events";

  private final World world;
  private final Control control;

  EventPages(World world, Control control) {
    this.world = world;
    this.control = control;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::list);
    router.get(PATH + "/:id").handler(this::event);
    Dashboard.action(router, PATH + "/:id/resend", (id, _) -> control.resend(id));
  }

  private void list(RoutingContext context) {
    var rows =
        world
            .objects()
            .newestFirst(Events.KIND)
            .limit(Dashboard.SHOWN)
            .map(EventPages::row)
            .toList();
    Dashboard.list(context, "Events", HEAD, rows);
  }

  static Html row(ObjectNode event) {
    return Table.row(
        Table.whole(
            Table.link(PATH + "/" + Dashboard.text(event, "id"), Dashboard.text(event, "type"))),
        Table.id(Dashboard.text(event.path("data").path("object"), "id")),
        Table.whole(Dashboard.when(event.get("created"))),
        event.get("pending_webhooks").asText());
  }

  private void event(RoutingContext context) {
    var found = world.objects().find(Events.KIND, context.pathParam("id"));
    if (found.isEmpty()) {
      Pages.message(context, 404, "Nothing here", "There is no such event.");
      return;
    }
    var id = Dashboard.text(found.get(), "id");
    List<Html> rows = new ArrayList<>();
    world.deliveries().of(id).forEach(delivery -> attempts(rows, delivery));
    var attempts =
        rows.isEmpty()
            ? Html.of("empty", Map.of())
            : Table.of(List.of("Endpoint", "State", "At", "Answer", "Took"), rows);
    var values =
        Map.of(
            "type",
            Dashboard.text(found.get(), "type"),
            "id",
            id,
            "attempts",
            attempts,
            "payload",
            Dashboard.pretty(found.get()));
    Dashboard.show(context, "Event", Html.of("event", values));
  }

  private void attempts(List<Html> rows, ObjectNode delivery) {
    var url =
        world
            .objects()
            .find("webhook_endpoint", Dashboard.text(delivery, "endpoint"))
            .map(endpoint -> Dashboard.text(endpoint, "url"))
            .orElse("(deleted)");
    var state = Dashboard.text(delivery, "state");
    if (delivery.get("attempts").isEmpty()) {
      rows.add(Table.row(url, state, "", "", ""));
    }
    for (var attempt : delivery.get("attempts")) {
      rows.add(
          Table.row(
              url,
              state,
              Instant.ofEpochMilli(attempt.get("at").longValue()).toString(),
              attempt.has("status")
                  ? attempt.get("status").asText()
                  : Dashboard.text(attempt, "error"),
              attempt.get("took_ms").asText() + " ms"));
    }
  }
}
