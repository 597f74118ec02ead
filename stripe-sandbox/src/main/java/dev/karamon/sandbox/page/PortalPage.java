package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The page of a portal session: the customer's subscriptions, card and invoices. */
final class PortalPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US).withZone(ZoneOffset.UTC);

  private final World world;
  private final Portal portal;
  private final Catalog catalog;

  PortalPage(World world, Portal portal) {
    this.world = world;
    this.portal = portal;
    this.catalog = new Catalog(world);
  }

  void mount(Router router) {
    router
        .get("/p/session/:id")
        .handler(context -> with(context, it -> show(context, it, 200, "")));
    action(
        router,
        "cancel",
        (context, it) -> portal.cancel(it, subscription(context), feedback(context)));
    action(router, "keep", (context, it) -> portal.keep(it, subscription(context)));
    action(
        router,
        "switch",
        (context, it) -> portal.switchTo(it, subscription(context), text(context, "price")));
    action(router, "card", this::changeCard);
  }

  private interface Action {
    void run(RoutingContext context, ObjectNode session);
  }

  private void action(Router router, String name, Action action) {
    router
        .post("/p/session/:id/" + name)
        .handler(context -> with(context, session -> act(context, session, action)));
  }

  private void with(RoutingContext context, Consumer<ObjectNode> handler) {
    world
        .objects()
        .find(Portal.KIND, context.pathParam("id"))
        .ifPresentOrElse(
            handler,
            () ->
                Pages.message(context, 404, "Nothing here", "This portal session does not exist."));
  }

  private void act(RoutingContext context, ObjectNode session, Action action) {
    try {
      action.run(context, session);
    } catch (StripeError e) {
      show(context, session, 400, String.valueOf(e.getMessage()));
      return;
    }
    world.objects().touch();
    JsonNode after = session.path("flow").path("after_completion");
    Pages.redirect(
        context,
        after.path("type").asText("").equals("redirect")
            ? after.get("redirect").get("return_url").textValue()
            : "/p/session/" + session.get("id").textValue());
  }

  private void changeCard(RoutingContext context, ObjectNode session) {
    BuyerForm form =
        BuyerForm.read(
            BuyerForm.Kind.CARD,
            context.request().formAttributes(),
            Optional.of("known@example.com"),
            world.time().real());
    if (!form.problems().isEmpty()) {
      throw StripeError.invalid(String.join(" ", form.problems().values()));
    }
    form.buyer()
        .declined()
        .ifPresent(decline -> {
          throw StripeError.invalid(decline.message());
        });
    portal.changeCard(session, form.buyer());
  }

  private static String text(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getFormAttribute(name)).orElse("").strip();
  }

  private static String subscription(RoutingContext context) {
    return text(context, "subscription");
  }

  private static Optional<String> feedback(RoutingContext context) {
    return Optional.of(text(context, "feedback"))
        .filter(it -> List.of("too_expensive", "unused", "missing_features", "other").contains(it));
  }

  private void show(RoutingContext context, ObjectNode session, int status, String problem) {
    String flow = session.path("flow").path("type").asText("");
    String base = "/p/session/" + session.get("id").textValue();
    List<Html> sections = new ArrayList<>();
    if (!flow.equals("payment_method_update")) {
      sections.addAll(subscriptions(session, base, flow));
    }
    boolean card = enabled(session, "payment_method_update");
    if (card && (flow.isEmpty() || flow.equals("payment_method_update"))) {
      sections.add(Html.of("portal-card", Map.of("base", base, "card", present(session))));
    }
    if (flow.isEmpty() && enabled(session, "invoice_history")) {
      sections.add(Html.of("portal-invoices", Map.of("table", invoices(session))));
    }
    Html back =
        Optional.ofNullable(session.path("return_url").textValue())
            .map(url -> Html.of("portal-back", Map.of("url", url)))
            .orElse(Html.NOTHING);
    Html alert =
        problem.isEmpty()
            ? Html.NOTHING
            : Html.of("problem", Map.of("name", "portal", "text", problem));
    Pages.show(
        context,
        status,
        "Billing",
        Html.of("portal", Map.of("problem", alert, "sections", Html.all(sections), "back", back)));
  }

  private boolean enabled(JsonNode session, String feature) {
    return portal.features(session).get(feature).get("enabled").booleanValue();
  }

  private List<Html> subscriptions(ObjectNode session, String base, String flow) {
    JsonNode only = session.path("flow").path(flow).path("subscription");
    return portal.subscriptions(session).stream()
        .filter(it -> only.isMissingNode() || it.get("id").equals(only))
        .map(it -> subscription(session, it, base, flow))
        .toList();
  }

  private Html subscription(ObjectNode session, ObjectNode subscription, String base, String flow) {
    JsonNode item = SubscriptionLife.items(subscription).get(0);
    String id = subscription.get("id").textValue();
    List<Html> actions = new ArrayList<>();
    Map<String, Object> names = Map.of("base", base, "id", id);
    boolean scheduled = subscription.get("cancel_at").isNumber();
    if (scheduled) {
      actions.add(Html.of("portal-keep", names));
    }
    if (!scheduled
        && enabled(session, "subscription_cancel")
        && !flow.equals("subscription_update")) {
      boolean now =
          portal.features(session).at("/subscription_cancel/mode").asText().equals("immediately");
      String when = now ? "Cancel now" : "Cancel at the end of the period";
      actions.add(Html.of("portal-cancel", Map.of("base", base, "id", id, "when", when)));
    }
    if (enabled(session, "subscription_update") && !flow.equals("subscription_cancel")) {
      actions.add(
          Html.of(
              "portal-switch",
              Map.of("base", base, "id", id, "options", choices(session, subscription))));
    }
    String until =
        scheduled
            ? "Ends on " + day(subscription.get("cancel_at"))
            : "Renews on " + day(item.get("current_period_end"));
    return Html.of(
        "portal-subscription",
        Map.of(
            "name", catalog.productName(item.get("price")),
            "price", Catalog.inWords(item.get("price")),
            "status", subscription.get("status").asText().replace('_', ' '),
            "until", until,
            "actions", Html.all(actions)));
  }

  private Html choices(ObjectNode session, ObjectNode subscription) {
    return Html.all(
        portal.choices(session, subscription).stream()
            .map(price ->
                Html.of(
                    "option",
                    Map.of(
                        "value",
                        price.get("id").asText(),
                        "text",
                        catalog.productName(price) + ", " + Catalog.inWords(price))))
            .toList());
  }

  private String present(ObjectNode session) {
    return world
        .objects()
        .find("customer", session.get("customer").textValue())
        .map(it -> it.path("invoice_settings").path("default_payment_method").asText(""))
        .flatMap(id -> world.objects().find("payment_method", id))
        .or(() ->
            portal.subscriptions(session).stream()
                .map(it -> it.path("default_payment_method").asText(""))
                .flatMap(id -> world.objects().find("payment_method", id).stream())
                .findFirst())
        .map(it -> it.at("/card/brand").asText() + " ending in " + it.at("/card/last4").asText())
        .orElse("none yet");
  }

  private Html invoices(ObjectNode session) {
    List<Html> rows =
        portal.invoices(session).stream()
            .map(invoice ->
                Table.row(
                    invoice.get("number").asText(),
                    day(invoice.get("created")),
                    Money.format(
                        invoice.get("total").longValue(), invoice.get("currency").asText()),
                    invoice.get("status").asText()))
            .toList();
    return Table.of(List.of("Number", "Date", "Total", "Status"), rows);
  }

  private static String day(JsonNode seconds) {
    return DAY.format(Instant.ofEpochSecond(seconds.longValue()));
  }
}
