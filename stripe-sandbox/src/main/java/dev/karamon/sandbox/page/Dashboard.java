package dev.karamon.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.karamon.sandbox.billing.Settlements;
import dev.karamon.sandbox.control.Control;
import dev.karamon.sandbox.control.LocalOnly;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a person sees of the sandbox, and the stories that can be made to happen. */
public final class Dashboard {
  /** How many rows a list shows. */
  static final int SHOWN = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SubscriptionList subscriptions;
  private final CheckoutList checkouts;
  private final PaymentList payments;
  private final ObjectPage objects;
  private final EventPages events;
  private final ControlPage control;

  /** A dashboard over this world. */
  public Dashboard(World world, Control control, Settlements settlements) {
    this.subscriptions = new SubscriptionList(world, control.director());
    this.checkouts = new CheckoutList(world, control.director(), settlements);
    this.payments = new PaymentList(world, control.director());
    this.objects = new ObjectPage(world);
    this.events = new EventPages(world, control);
    this.control = new ControlPage(control);
  }

  /** Mounts everything; the router's body handler stands before. */
  public void mount(Router router) {
    router.get("/").handler(context -> Pages.redirect(context, "/dashboard/subscriptions"));
    router.route("/dashboard/*").handler(new LocalOnly());
    subscriptions.mount(router);
    checkouts.mount(router);
    payments.mount(router);
    objects.mount(router);
    events.mount(router);
    control.mount(router);
  }

  /** A button's action: it is carried out, then the list is shown again, or why it could not be. */
  static void action(Router router, String path, Story story) {
    router
        .post(path)
        .handler(context ->
            act(context, () -> story.happen(context.pathParam("id"), Outcome.of(context))));
  }

  /** What a button makes happen to an object. */
  interface Story {
    void happen(String id, Outcome outcome);
  }

  static void act(RoutingContext context, Runnable action) {
    try {
      action.run();
    } catch (StripeError | IllegalArgumentException e) {
      Pages.message(context, 400, "Not done", String.valueOf(e.getMessage()));
      return;
    }
    var path = context.request().path();
    Pages.redirect(context, path.substring(0, path.indexOf('/', "/dashboard/".length())));
  }

  static void list(RoutingContext context, String title, List<String> head, List<Html> rows) {
    var table = rows.isEmpty() ? Html.of("empty", Map.of()) : Table.of(head, rows);
    show(context, title, Html.of("listing", Map.of("title", title, "table", table)));
  }

  static void show(RoutingContext context, String title, Html content) {
    Pages.show(context, 200, title, Html.of("dashboard", Map.of("content", content)));
  }

  /** Buttons beside an object: address, what is sent, and what they say. */
  static Html buttons(List<List<String>> buttons) {
    return Html.of(
        "stories",
        Map.of(
            "buttons",
            Html.all(
                buttons.stream()
                    .map(it ->
                        Html.of(
                            "story",
                            Map.of("url", it.get(0), "value", it.get(1), "text", it.get(2))))
                    .toList())));
  }

  static Html object(JsonNode node) {
    var id = node.isTextual() ? node.textValue() : text(node, "id");
    return id.isEmpty() ? Html.NOTHING : Table.link("/dashboard/objects/" + id, id);
  }

  static String text(JsonNode node, String name) {
    var value = node.path(name);
    return value.isNull() ? "" : value.asText("");
  }

  static String when(JsonNode seconds) {
    return seconds.isNumber() ? Instant.ofEpochSecond(seconds.longValue()).toString() : "";
  }

  static String pretty(JsonNode node) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
