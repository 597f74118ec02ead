package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.billing.SubscriptionOrders;
import dev.karamon.sandbox.billing.TestCard;
import dev.karamon.sandbox.event.Events;
import dev.karamon.sandbox.event.World;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The hosted page of a checkout session. */
final class CheckoutPage {
  private static final Duration WEBHOOK_PATIENCE = Duration.ofSeconds(10);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US).withZone(ZoneOffset.UTC);
  private static final int MAX_CHALLENGED = 1_000;
  private static final List<String> FIELDS =
      List.of("email", "card_number", "expiry", "cvc", "name");

  private final World world;
  private final Checkouts checkouts;
  private final SequencedMap<String, Checkouts.Buyer> challenged = new LinkedHashMap<>();

  CheckoutPage(World world, Checkouts checkouts) {
    this.world = world;
    this.checkouts = checkouts;
  }

  void mount(Router router) {
    router.get("/c/pay/:id").handler(context -> withOpen(context, it -> form(context, it, 200)));
    router.post("/c/pay/:id").handler(context -> withOpen(context, it -> submit(context, it)));
    router
        .post("/c/pay/:id/authenticate")
        .handler(context -> withOpen(context, it -> authenticate(context, it)));
  }

  private interface Open {
    void handle(ObjectNode session);
  }

  private void withOpen(RoutingContext context, Open handler) {
    checkouts.expireDue();
    Optional<ObjectNode> session = world.objects().find(Checkouts.KIND, context.pathParam("id"));
    String status = session.map(it -> it.get("status").textValue()).orElse("unknown");
    switch (status) {
      case "open" -> handler.handle(session.orElseThrow());
      case "complete" ->
          Pages.message(
              context, 200, "Payment complete", "You have already paid. You can close this page.");
      case "expired" ->
          Pages.message(
              context, 410, "This page has expired", "Go back to the shop and start again.");
      default ->
          Pages.message(
              context, 404, "Nothing to pay here", "This checkout session does not exist.");
    }
  }

  private void submit(RoutingContext context, ObjectNode session) {
    MultiMap typed = context.request().formAttributes();
    CardForm form = CardForm.read(typed, knownEmail(session), world.time().real());
    if (!form.problems().isEmpty()) {
      form(context, session, 400, typed, form.problems());
      return;
    }
    Checkouts.Buyer buyer =
        new Checkouts.Buyer(
            form.card().orElseThrow(),
            form.expiry().getMonthValue(),
            form.expiry().getYear(),
            form.name(),
            form.email(),
            Payments.Customer.PRESENT);
    pay(context, session, buyer, typed);
  }

  private void authenticate(RoutingContext context, ObjectNode session) {
    Checkouts.Buyer waiting = challenged.remove(session.get("id").textValue());
    if (waiting == null) {
      form(context, session, 400);
      return;
    }
    MultiMap typed = MultiMap.caseInsensitiveMultiMap();
    typed.set("email", waiting.email()).set("name", waiting.name());
    if (!"complete".equals(context.request().getFormAttribute("outcome"))) {
      String problem = "Your bank could not authenticate you. Choose another card and try again.";
      form(context, session, 402, typed, Map.of("card_number", problem));
      return;
    }
    Checkouts.Buyer authenticated =
        new Checkouts.Buyer(
            waiting.card(),
            waiting.month(),
            waiting.year(),
            waiting.name(),
            waiting.email(),
            Payments.Customer.AUTHENTICATED);
    pay(context, session, authenticated, typed);
  }

  private void pay(
      RoutingContext context, ObjectNode session, Checkouts.Buyer buyer, MultiMap typed) {
    switch (checkouts.pay(session, buyer)) {
      case PAID -> delivered(session).onComplete(_ -> Pages.redirect(context, successUrl(session)));
      case DECLINED -> {
        String problem =
            buyer.card().declinedNow().map(TestCard.Decline::message).orElse("Declined.");
        form(context, session, 402, typed, Map.of("card_number", problem));
      }
      case NEEDS_AUTHENTICATION -> {
        remember(session, buyer);
        Pages.show(
            context,
            200,
            "3-D Secure",
            Html.of(
                "challenge",
                Map.of("action", path(session) + "/authenticate", "amount", total(session))));
      }
    }
    world.objects().touch();
  }

  private void remember(ObjectNode session, Checkouts.Buyer buyer) {
    if (challenged.size() >= MAX_CHALLENGED) {
      challenged.pollFirstEntry();
    }
    challenged.put(session.get("id").textValue(), buyer);
  }

  /** Stripe holds the buyer back until the shop has heard of the payment, but not for long. */
  private Future<Void> delivered(ObjectNode session) {
    return world
        .objects()
        .newestFirst(Events.KIND)
        .filter(event -> event.get("type").textValue().equals("checkout.session.completed"))
        .filter(event -> event.get("data").get("object").get("id").equals(session.get("id")))
        .findFirst()
        .map(it -> world.deliveries().attempted(it.get("id").textValue(), WEBHOOK_PATIENCE))
        .orElse(Future.succeededFuture());
  }

  private static String successUrl(ObjectNode session) {
    return session
        .get("success_url")
        .textValue()
        .replace("{CHECKOUT_SESSION_ID}", session.get("id").textValue());
  }

  private static String path(ObjectNode session) {
    return "/c/pay/" + session.get("id").textValue();
  }

  private static Optional<String> knownEmail(ObjectNode session) {
    return Optional.ofNullable(session.path("customer_details").path("email").textValue());
  }

  private void form(RoutingContext context, ObjectNode session, int status) {
    form(context, session, status, MultiMap.caseInsensitiveMultiMap(), Map.of());
  }

  private void form(
      RoutingContext context,
      ObjectNode session,
      int status,
      MultiMap typed,
      Map<String, String> problems) {
    Map<String, Object> values = new HashMap<>();
    Optional<String> email = knownEmail(session);
    for (String name : FIELDS) {
      String again = name.equals("email") ? email.orElse("") : "";
      String value = Optional.ofNullable(typed.get(name)).orElse(again);
      values.put(name, value);
      values.put(name + "_problem", problem(name, problems));
      values.put(name + "_invalid", problems.containsKey(name) ? "true" : "false");
    }
    values.put("email_readonly", email.isPresent() ? Html.of("readonly", Map.of()) : Html.NOTHING);
    values.put("promotion", promotion(session, problems));
    values.put("action", path(session));
    values.put("button", button(session));
    values.put("cancel", cancel(session));
    values.put("total", total(session));
    values.put("trial", trial(session));
    values.put("lines", lines(session));
    Pages.show(context, status, "Checkout", Html.of("checkout", values));
  }

  private static Html problem(String name, Map<String, String> problems) {
    return Optional.ofNullable(problems.get(name))
        .map(text -> Html.of("problem", Map.of("name", name, "text", text)))
        .orElse(Html.NOTHING);
  }

  private static Html promotion(ObjectNode session, Map<String, String> problems) {
    String name = "promotion_code";
    return session.path("allow_promotion_codes").asBoolean(false)
        ? Html.of(
            "promotion",
            Map.of("problem", problem(name, problems), "invalid", problems.containsKey(name)))
        : Html.NOTHING;
  }

  private static String button(ObjectNode session) {
    return switch (session.get("mode").textValue()) {
      case "subscription" ->
          session.get("amount_total").longValue() == 0 ? "Start trial" : "Subscribe";
      case "setup" -> "Save card";
      default -> "Pay " + total(session);
    };
  }

  private static Html cancel(ObjectNode session) {
    return Optional.ofNullable(session.path("cancel_url").textValue())
        .map(url -> Html.of("cancel", Map.of("url", url)))
        .orElse(Html.NOTHING);
  }

  private static String total(ObjectNode session) {
    return session.get("currency").isTextual()
        ? Money.format(session.path("amount_total").asLong(0), session.get("currency").textValue())
        : "Nothing";
  }

  private Html trial(ObjectNode session) {
    JsonNode data = world.objects().note(session.get("id").textValue()).path("subscription_data");
    long now = world.time().secondsFor(session);
    return SubscriptionOrders.trialEnd(data, now, "")
        .map(end -> Html.of("trial", Map.of("day", DAY.format(Instant.ofEpochSecond(end)))))
        .orElse(Html.NOTHING);
  }

  private Html lines(ObjectNode session) {
    List<Html> rows = new ArrayList<>();
    for (JsonNode line : checkouts.lines(session)) {
      rows.add(
          Html.of(
              "line",
              Map.of(
                  "what", line.get("description").asText(),
                  "quantity", line.get("quantity").asText(),
                  "price", Catalog.inWords(line.get("price")))));
    }
    return Html.all(rows);
  }
}
