package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.Portal;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the customer portal looks: the customer's subscriptions, card and invoices. */
final class PortalView {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US).withZone(ZoneOffset.UTC);

  private final World world;
  private final Portal portal;
  private final Catalog catalog;

  PortalView(World world, Portal portal) {
    this.world = world;
    this.portal = portal;
    this.catalog = new Catalog(world);
  }

  void show(RoutingContext context, ObjectNode session, int status, String problem) {
    var flow = session.path("flow").path("type").asText("");
    var base = "/p/session/" + session.get("id").textValue();
    List<Html> sections = new ArrayList<>();
    if (!flow.equals("payment_method_update")) {
      sections.addAll(subscriptions(session, base, flow));
    }
    var card = enabled(session, "payment_method_update");
    if (card && (flow.isEmpty() || flow.equals("payment_method_update"))) {
      sections.add(card(session, base));
    }
    if (flow.isEmpty() && enabled(session, "invoice_history")) {
      sections.add(Html.of("portal-invoices", Map.of("table", invoices(session))));
    }
    var back =
        Optional.ofNullable(session.path("return_url").textValue())
            .map(url -> Html.of("portal-back", Map.of("url", url)))
            .orElse(Html.NOTHING);
    var alert =
        problem.isEmpty()
            ? Html.NOTHING
            : Html.of("problem", Map.of("name", "portal", "text", problem));
    Pages.show(
        context,
        status,
        "Billing",
        Html.of("portal", Map.of("problem", alert, "sections", Html.all(sections), "back", back)));
  }

  private Html card(ObjectNode session, String base) {
    var nothing = CheckoutView.Typed.nothing();
    return Html.of(
        "portal-card",
        Map.of(
            "base", base,
            "card", present(session),
            "instrument", Fields.instrument(BuyerForm.Kind.CARD, nothing),
            "name", Fields.name(BuyerForm.Kind.CARD, nothing)));
  }

  private boolean enabled(JsonNode session, String feature) {
    return portal.features(session).get(feature).get("enabled").booleanValue();
  }

  private List<Html> subscriptions(ObjectNode session, String base, String flow) {
    var only = session.path("flow").path(flow).path("subscription");
    return portal.subscriptions(session).stream()
        .filter(it -> only.isMissingNode() || it.get("id").equals(only))
        .map(it -> subscription(session, it, base, flow))
        .toList();
  }

  private Html subscription(ObjectNode session, ObjectNode subscription, String base, String flow) {
    var item = SubscriptionLife.items(subscription).get(0);
    var until =
        subscription.get("cancel_at").isNumber()
            ? "Ends on " + day(subscription.get("cancel_at"))
            : "Renews on " + day(item.get("current_period_end"));
    return Html.of(
        "portal-subscription",
        Map.of(
            "name", catalog.productName(item.get("price")),
            "price", Catalog.inWords(item.get("price")),
            "status", subscription.get("status").asText().replace('_', ' '),
            "until", until,
            "actions", Html.all(actions(session, subscription, base, flow))));
  }

  private List<Html> actions(
      ObjectNode session, ObjectNode subscription, String base, String flow) {
    var id = subscription.get("id").textValue();
    List<Html> actions = new ArrayList<>();
    if (subscription.get("cancel_at").isNumber()) {
      actions.add(Html.of("portal-keep", Map.of("base", base, "id", id)));
    } else if (enabled(session, "subscription_cancel") && !flow.startsWith("subscription_update")) {
      var now =
          portal.features(session).at("/subscription_cancel/mode").asText().equals("immediately");
      var when = now ? "Cancel now" : "Cancel at the end of the period";
      actions.add(Html.of("portal-cancel", Map.of("base", base, "id", id, "when", when)));
    }
    if (flow.equals("subscription_update_confirm")) {
      actions.add(Html.of("portal-confirm", Map.of("base", base, "change", change(session))));
    } else if (enabled(session, "subscription_update") && !flow.equals("subscription_cancel")) {
      var choices = choices(session, subscription);
      actions.add(Html.of("portal-switch", Map.of("base", base, "id", id, "options", choices)));
    }
    return actions;
  }

  private String change(ObjectNode session) {
    var item = session.at("/flow/subscription_update_confirm/items/0");
    var price =
        world
            .objects()
            .find(Catalog.PRICE, item.path("price").asText(""))
            .map(it -> catalog.productName(it) + ", " + Catalog.inWords(it))
            .orElse("the same plan");
    return item.path("quantity").isNumber() ? item.get("quantity").asText() + " × " + price : price;
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
    var rows =
        portal.invoices(session).stream()
            .map(invoice ->
                Table.row(
                    Table.link("/i/" + invoice.get("id").asText(), invoice.get("number").asText()),
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
