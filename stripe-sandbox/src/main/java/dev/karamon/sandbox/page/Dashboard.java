package dev.karamon.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.control.Control;
import dev.karamon.sandbox.control.LocalOnly;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person sees of the sandbox: customers, subscriptions, events and their deliveries. */
public final class Dashboard {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 100;

  private final World world;
  private final Control control;
  private final ControlPage controlPage;

  /** A dashboard over this world. */
  public Dashboard(World world, Control control) {
    this.world = world;
    this.control = control;
    this.controlPage = new ControlPage(control);
  }

  /** Mounts everything; the router's body handler stands before. */
  public void mount(Router router) {
    LocalOnly local = new LocalOnly();
    router.get("/").handler(context -> Pages.redirect(context, "/dashboard/subscriptions"));
    router.route("/dashboard/*").handler(local);
    router.get("/dashboard/customers").handler(this::customers);
    router.get("/dashboard/subscriptions").handler(this::subscriptions);
    router.get("/dashboard/events").handler(this::events);
    router.get("/dashboard/events/:id").handler(this::event);
    router
        .post("/dashboard/events/:id/resend")
        .handler(context -> act(context, () -> control.resend(context.pathParam("id"))));
    router
        .post("/dashboard/subscriptions/:id/renew")
        .handler(context ->
            act(
                context,
                () ->
                    control.renewNow(
                        context.pathParam("id"),
                        "fails".equals(context.request().getFormAttribute("outcome")))));
    controlPage.mount(router);
  }

  /** Does something and shows the page before again, or why it could not be done. */
  static void act(RoutingContext context, Runnable action) {
    try {
      action.run();
    } catch (StripeError | IllegalArgumentException e) {
      Pages.message(context, 400, "Not done", String.valueOf(e.getMessage()));
      return;
    }
    String path = context.request().path();
    Pages.redirect(context, path.substring(0, path.indexOf('/', "/dashboard/".length())));
  }

  private void customers(RoutingContext context) {
    List<Html> rows =
        world
            .objects()
            .newestFirst("customer")
            .filter(customer -> !customer.has("deleted"))
            .limit(SHOWN)
            .map(customer ->
                Table.row(
                    text(customer, "id"),
                    text(customer, "email"),
                    text(customer, "name"),
                    when(customer.get("created"))))
            .toList();
    show(context, "Customers", Table.of(List.of("Id", "E-mail", "Name", "Since"), rows));
  }

  private void subscriptions(RoutingContext context) {
    List<Html> rows =
        world
            .objects()
            .newestFirst(SubscriptionLife.KIND)
            .limit(SHOWN)
            .map(this::subscription)
            .toList();
    List<String> head = List.of("Id", "Customer", "Plan", "Status", "Period ends", "What if");
    show(context, "Subscriptions", Table.of(head, rows));
  }

  private Html subscription(ObjectNode subscription) {
    JsonNode item = SubscriptionLife.items(subscription).path(0);
    String id = text(subscription, "id");
    Html stories =
        SubscriptionLife.over(subscription)
            ? Html.NOTHING
            : Html.of("stories", Map.of("action", "/dashboard/subscriptions/" + id + "/renew"));
    return Table.row(
        id,
        text(subscription, "customer"),
        new Catalog(world).productName(item.get("price"))
            + ", "
            + Catalog.inWords(item.get("price")),
        text(subscription, "status"),
        when(item.get("current_period_end")),
        stories);
  }

  private void events(RoutingContext context) {
    List<Html> rows =
        world
            .objects()
            .newestFirst(Events.KIND)
            .limit(SHOWN)
            .map(event ->
                Table.row(
                    Table.link("/dashboard/events/" + text(event, "id"), text(event, "type")),
                    text(event.path("data").path("object"), "id"),
                    when(event.get("created")),
                    event.get("pending_webhooks").asText()))
            .toList();
    show(context, "Events", Table.of(List.of("Type", "Object", "At", "Undelivered"), rows));
  }

  private void event(RoutingContext context) {
    Optional<ObjectNode> found = world.objects().find(Events.KIND, context.pathParam("id"));
    if (found.isEmpty()) {
      Pages.message(context, 404, "Nothing here", "There is no such event.");
      return;
    }
    String id = text(found.get(), "id");
    List<Html> rows = new ArrayList<>();
    world.deliveries().of(id).forEach(delivery -> attempts(rows, delivery));
    Html page =
        Html.of(
            "event",
            Map.of(
                "type", text(found.get(), "type"),
                "id", id,
                "attempts", Table.of(List.of("Endpoint", "State", "At", "Answer", "Took"), rows),
                "payload", pretty(found.get())));
    Pages.show(context, 200, "Event", Html.of("dashboard", Map.of("content", page)));
  }

  private void attempts(List<Html> rows, ObjectNode delivery) {
    String url =
        world
            .objects()
            .find("webhook_endpoint", text(delivery, "endpoint"))
            .map(endpoint -> text(endpoint, "url"))
            .orElse("(deleted)");
    if (delivery.get("attempts").isEmpty()) {
      rows.add(Table.row(url, text(delivery, "state"), "", "", ""));
    }
    for (JsonNode attempt : delivery.get("attempts")) {
      rows.add(
          Table.row(
              url,
              text(delivery, "state"),
              Instant.ofEpochMilli(attempt.get("at").longValue()).toString(),
              attempt.has("status") ? attempt.get("status").asText() : text(attempt, "error"),
              attempt.get("took_ms").asText() + " ms"));
    }
  }

  private static void show(RoutingContext context, String title, Html table) {
    Html content = Html.of("listing", Map.of("title", title, "table", table));
    Pages.show(context, 200, title, Html.of("dashboard", Map.of("content", content)));
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? "" : value.asText("");
  }

  private static String when(JsonNode seconds) {
    return Instant.ofEpochSecond(seconds.longValue()).toString();
  }

  private static String pretty(JsonNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
