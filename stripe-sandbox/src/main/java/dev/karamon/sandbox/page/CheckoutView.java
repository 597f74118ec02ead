package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.CheckoutTotals;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.SubscriptionOrders;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.event.World;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How an open checkout session looks. */
final class CheckoutView {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US).withZone(ZoneOffset.UTC);

  static final String NOT_AUTHENTICATED =
      "Your bank could not authenticate you. Choose another card and try again.";

  private final World world;
  private final Checkouts checkouts;
  private final CheckoutTotals totals;

  CheckoutView(World world, Checkouts checkouts, CheckoutTotals totals) {
    this.totals = totals;
    this.world = world;
    this.checkouts = checkouts;
  }

  /** What was typed before and is wrong. */
  record Typed(MultiMap values, Map<String, String> problems) {
    static Typed nothing() {
      return new Typed(MultiMap.caseInsensitiveMultiMap(), Map.of());
    }
  }

  /** A form that was refused, and the status with which it is shown again. */
  record Refusal(int status, BuyerForm.Kind kind, Typed typed) {}

  void show(
      RoutingContext context, ObjectNode session, int status, BuyerForm.Kind kind, Typed typed) {
    Map<String, Object> values = new HashMap<>();
    values.put("lines", lines(session));
    values.put("total", total(session));
    values.put("trial", trial(session));
    values.put("tests", tests(kind));
    values.put("title", title(kind));
    values.put("other", other(session, kind));
    values.put("action", path(session));
    values.put("email", Fields.email(typed, knownEmail(session)));
    values.put("instrument", Fields.instrument(kind, typed));
    values.put("name", Fields.name(kind, typed));
    values.put("discounts", discounts(session));
    values.put("promotion", promotion(session, typed));
    values.put("button", button(session));
    values.put("cancel", cancel(session));
    Pages.show(context, status, "Checkout", Html.of("checkout", values));
  }

  static String path(ObjectNode session) {
    return "/c/pay/" + session.get("id").textValue();
  }

  static Optional<String> knownEmail(ObjectNode session) {
    return Optional.ofNullable(session.path("customer_details").path("email").textValue());
  }

  static boolean takes(JsonNode session, String type) {
    return session
        .get("payment_method_types")
        .valueStream()
        .anyMatch(it -> it.asText().equals(type));
  }

  private static String title(BuyerForm.Kind kind) {
    return switch (kind) {
      case CARD -> "Pay with card";
      case DEBIT -> "Pay by SEPA Direct Debit";
      case NOTHING -> "Nothing to pay";
    };
  }

  private static Html tests(BuyerForm.Kind kind) {
    return switch (kind) {
      case CARD -> Html.of("test-cards", Map.of());
      case DEBIT -> Html.of("test-ibans", Map.of());
      case NOTHING -> Html.NOTHING;
    };
  }

  private static Html other(ObjectNode session, BuyerForm.Kind kind) {
    var choice = takes(session, "card") && takes(session, Wallet.SEPA);
    if (kind == BuyerForm.Kind.NOTHING || !choice) {
      return Html.NOTHING;
    }
    return kind == BuyerForm.Kind.CARD
        ? Html.of(
            "other-method",
            Map.of("url", path(session) + "?method=sepa_debit", "text", "SEPA Direct Debit"))
        : Html.of("other-method", Map.of("url", path(session), "text", "card"));
  }

  private Html promotion(ObjectNode session, Typed typed) {
    if (!session.path("allow_promotion_codes").asBoolean(false)) {
      return Html.NOTHING;
    }
    return totals.of(session).stream()
        .flatMap(reduction -> reduction.code().stream())
        .findFirst()
        .map(code ->
            Html.of(
                "promotion-applied",
                Map.of("action", path(session), "code", code.get("code").textValue())))
        .orElseGet(() ->
            Html.of(
                "promotion", Map.of("action", path(session), "field", Fields.promotion(typed))));
  }

  private Html discounts(ObjectNode session) {
    var off = session.path("total_details").path("amount_discount").asLong(0);
    var rows =
        totals.of(session).stream()
            .map(reduction -> {
              var coupon = reduction.coupon();
              var name = coupon.path("name").asText("");
              var what = "Discount: " + (name.isEmpty() ? reduction.couponId() : name);
              var amount = Money.format(-off, session.get("currency").textValue());
              return Html.of("discount-row", Map.of("what", what, "amount", amount));
            })
            .toList();
    return Html.all(rows);
  }

  private static String button(ObjectNode session) {
    var free = session.path("amount_total").asLong(0) == 0;
    return switch (session.get("mode").textValue()) {
      case "subscription" -> free ? "Start trial" : "Subscribe";
      case "setup" -> "Save card";
      default -> free ? "Complete order" : "Pay " + total(session);
    };
  }

  private static Html cancel(ObjectNode session) {
    return Optional.ofNullable(session.path("cancel_url").textValue())
        .map(url -> Html.of("cancel", Map.of("url", url)))
        .orElse(Html.NOTHING);
  }

  static String total(ObjectNode session) {
    return session.get("currency").isTextual()
        ? Money.format(session.path("amount_total").asLong(0), session.get("currency").textValue())
        : "Nothing";
  }

  private Html trial(ObjectNode session) {
    var data = world.objects().note(session.get("id").textValue()).path("subscription_data");
    var now = world.time().secondsFor(session);
    return SubscriptionOrders.trialEnd(data, now, "")
        .map(end -> Html.of("trial", Map.of("day", DAY.format(Instant.ofEpochSecond(end)))))
        .orElse(Html.NOTHING);
  }

  private Html lines(ObjectNode session) {
    List<Html> rows = new ArrayList<>();
    for (var line : checkouts.lines(session)) {
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
