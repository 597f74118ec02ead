package dev.karamon.sandbox.page;

import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Disputes;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** The customers, and any one object with what happened to it. */
final class ObjectPage {
  private static final List<String> KINDS =
      List.of(
          "customer",
          SubscriptionLife.KIND,
          Checkouts.KIND,
          Invoicing.KIND,
          "charge",
          Disputes.KIND);

  private final World world;

  ObjectPage(World world) {
    this.world = world;
  }

  void mount(Router router) {
    router.get("/dashboard/customers").handler(this::customers);
    router.get("/dashboard/objects/:id").handler(this::object);
  }

  private void customers(RoutingContext context) {
    var rows =
        world
            .objects()
            .newestFirst("customer")
            .filter(customer -> !customer.has("deleted"))
            .limit(Dashboard.SHOWN)
            .map(customer ->
                Table.row(
                    Dashboard.object(customer),
                    Dashboard.text(customer, "email"),
                    Dashboard.text(customer, "name"),
                    Dashboard.when(customer.get("created"))))
            .toList();
    Dashboard.list(context, "Customers", List.of("Id", "E-mail", "Name", "Since"), rows);
  }

  private void object(RoutingContext context) {
    var id = context.pathParam("id");
    var found = KINDS.stream().flatMap(kind -> world.objects().find(kind, id).stream()).findFirst();
    if (found.isEmpty()) {
      Pages.message(context, 404, "Nothing here", "There is no such object.");
      return;
    }
    var rows =
        world
            .objects()
            .newestFirst(Events.KIND)
            .filter(event -> event.at("/data/object/id").asText("").equals(id))
            .limit(Dashboard.SHOWN)
            .map(EventPages::row)
            .toList();
    var events = rows.isEmpty() ? Html.of("empty", Map.of()) : Table.of(EventPages.HEAD, rows);
    var values =
        Map.of(
            "kind",
            Dashboard.text(found.get(), "object").replace('_', ' '),
            "id",
            id,
            "events",
            events,
            "payload",
            Dashboard.pretty(found.get()));
    Dashboard.show(context, "Object", Html.of("object", values));
  }
}
