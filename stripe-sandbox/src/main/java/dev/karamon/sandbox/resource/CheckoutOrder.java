package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.CheckoutTotals;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Coupons;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.SubscriptionOrders;
import dev.karamon.sandbox.billing.Wallet;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Turns the parameters of a new checkout session into an open session. */
public final class CheckoutOrder {
  private static final Duration DEFAULT_LIFE = Duration.ofHours(24);
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(30);
  private static final Duration SHORTEST_TRIAL = Duration.ofDays(2);
  private static final List<String> PAYMENT_METHODS = List.of("card", Wallet.SEPA);
  private static final String[] PLAIN = {
    "allow_promotion_codes",
    "billing_address_collection",
    "cancel_url",
    "client_reference_id",
    "customer_email",
    "locale",
    "submit_type",
    "success_url"
  };

  private final World world;
  private final Catalog catalog;
  private final Coupons coupons;
  private final CheckoutTotals totals;

  public CheckoutOrder(World world, Catalog catalog, Coupons coupons, CheckoutTotals totals) {
    this.coupons = coupons;
    this.totals = totals;
    this.world = world;
    this.catalog = catalog;
  }

  /** A stored session whose page can be visited. */
  ObjectNode open(ObjectNode parameters) {
    var mode = parameters.path("mode").asText("");
    if (mode.isEmpty()) {
      throw StripeError.missingParameter("mode");
    }
    check(parameters, mode);
    var session = Shape.of("Checkout.Session");
    var id = "cs_test_" + Ids.letters(58);
    session.put("id", id).put("mode", mode).put("ui_mode", "hosted_page");
    var customer =
        Optional.ofNullable(parameters.path("customer").textValue())
            .map(it -> world.objects().named(Customers.KIND, it, "customer"));
    customer.ifPresent(it -> session.set("customer", it.get("id")));
    Fields.copy(parameters, session, PLAIN);
    var lines = lines(parameters.path("line_items"), mode);
    var now = world.time().secondsFor(session);
    session.put("created", now).put("expires_at", expiry(parameters, now));
    session.put("status", "open").put("payment_status", "unpaid");
    session.put("url", world.url() + "/c/pay/" + id);
    session.set("metadata", Metadata.of(Optional.ofNullable(parameters.get("metadata"))));
    settings(session, parameters, mode, customer);
    remember(id, parameters, lines);
    var wished = parameters.path("subscription_data");
    refuseShortTrial(wished.path("trial_end"), now);
    var trial = SubscriptionOrders.trialEnd(wished, now, "subscription_data.").isPresent();
    amounts(session, lines, trial, parameters);
    world.objects().put(session);
    return session;
  }

  private static void refuseShortTrial(JsonNode end, long now) {
    if (end.isNumber() && end.longValue() < now + SHORTEST_TRIAL.toSeconds()) {
      throw StripeError.invalid(
          "The `trial_end` date has to be at least 2 days in the future.",
          "subscription_data.trial_end");
    }
  }

  private static void check(ObjectNode parameters, String mode) {
    if (!parameters.path("ui_mode").asText("hosted_page").equals("hosted_page")) {
      throw StripeError.notSimulated("ui_mode=" + parameters.get("ui_mode").textValue());
    }
    onlyOne(parameters, "customer", "customer_email");
    onlyOne(parameters, "allow_promotion_codes", "discounts");
    if (parameters.path("discounts").size() > 1) {
      throw StripeError.invalid("Only one discount can be given.", "discounts");
    }
    if (!parameters.hasNonNull("success_url")) {
      throw StripeError.missingParameter("success_url");
    }
    checkUrl(parameters, "success_url");
    checkUrl(parameters, "cancel_url");
    if (!mode.equals("setup") && parameters.path("line_items").isEmpty()) {
      throw StripeError.missingParameter("line_items");
    }
    checkMode(parameters, mode);
    SubscriptionOrders.refuseClassic(
        parameters.path("subscription_data"), "subscription_data[billing_mode]");
  }

  private static void onlyOne(ObjectNode parameters, String one, String other) {
    if (parameters.has(one) && parameters.has(other)) {
      throw StripeError.invalid(
          "You may only specify one of these parameters: %s, %s.".formatted(one, other));
    }
  }

  private static void checkMode(ObjectNode parameters, String mode) {
    for (var own : List.of("subscription", "payment_intent", "setup_intent")) {
      var name = own + "_data";
      if (parameters.has(name) && !own.startsWith(mode)) {
        throw StripeError.invalid(
            "You can not pass `%s` in `%s` mode.".formatted(name, mode), name);
      }
    }
    for (var type : parameters.path("payment_method_types")) {
      if (!PAYMENT_METHODS.contains(type.asText())) {
        throw StripeError.notSimulated("payment_method_types=" + type.asText());
      }
    }
  }

  private static void checkUrl(ObjectNode parameters, String name) {
    var url = parameters.path(name).asText("");
    try {
      var scheme = URI.create(url.replace("{CHECKOUT_SESSION_ID}", "id")).getScheme();
      if (url.isEmpty() || "http".equals(scheme) || "https".equals(scheme)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Refused below, like any other that is no URL.
    }
    throw StripeError.invalid("Not a valid URL", name).with("code", "url_invalid");
  }

  private ArrayNode lines(JsonNode wishes, String mode) {
    var lines = World.node().arrayNode();
    var recurring = false;
    for (var wish : wishes) {
      var path = "line_items[" + lines.size() + "]";
      var price = catalog.priceOf(wish, path);
      if (mode.equals("payment") && Catalog.recurs(price)) {
        throw StripeError.invalid(
            "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
            path + "[price]");
      }
      recurring |= Catalog.recurs(price);
      lines.add(line(wish, price, path));
      if (!price.get("currency").equals(lines.get(0).get("currency"))) {
        throw StripeError.invalid("All prices must have the same currency.", path + "[price]");
      }
    }
    if (mode.equals("subscription") && !recurring) {
      throw StripeError.invalid(
          "You must provide at least one recurring price in `subscription` mode when using prices.");
    }
    return lines;
  }

  private ObjectNode line(JsonNode wish, ObjectNode price, String path) {
    if (!wish.has("quantity")) {
      throw StripeError.invalid("Quantity is required. Add `quantity` to `" + path + "`", path);
    }
    var quantity = wish.get("quantity").longValue();
    if (quantity < 1) {
      throw StripeError.tooSmall(path + "[quantity]", 1);
    }
    var amount = quantity * price.get("unit_amount").longValue();
    var line = Shape.of("LineItem").put("id", Ids.next("li"));
    line.put("amount_discount", 0).put("amount_tax", 0).put("quantity", quantity);
    line.put("amount_subtotal", amount).put("amount_total", amount);
    line.set("currency", price.get("currency"));
    line.put("description", catalog.productName(price));
    line.set("price", price.deepCopy());
    line.set("metadata", Metadata.of(Optional.ofNullable(wish.get("metadata"))));
    return line;
  }

  private static long expiry(ObjectNode parameters, long now) {
    var expiry = parameters.path("expires_at").asLong(now + DEFAULT_LIFE.toSeconds());
    if (expiry < now + SHORTEST_LIFE.toSeconds() || expiry > now + DEFAULT_LIFE.toSeconds()) {
      throw StripeError.invalid(
          "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
          "expires_at");
    }
    return expiry;
  }

  private static void settings(
      ObjectNode session, ObjectNode parameters, String mode, Optional<ObjectNode> customer) {
    var subscription = mode.equals("subscription");
    session.set("automatic_tax", Shape.of("Checkout.Session.AutomaticTax"));
    session.set("adaptive_pricing", Shape.of("Checkout.Session.AdaptivePricing"));
    session.put(
        "payment_method_collection",
        parameters
            .path("payment_method_collection")
            .asText(subscription ? "always" : "if_required"));
    session.putObject("phone_number_collection").put("enabled", false);
    methods(session, parameters.path("payment_method_types"), mode);
    if (customer.isEmpty() && !mode.equals("setup")) {
      var asked = parameters.path("customer_creation").asText("if_required");
      session.put("customer_creation", subscription ? "always" : asked);
    }
    var email =
        customer.map(it -> it.path("email")).orElse(parameters.path("customer_email")).textValue();
    if (email != null) {
      var details = Shape.of("Checkout.Session.CustomerDetails").put("email", email);
      session.set("customer_details", details.put("tax_exempt", "none"));
    }
  }

  private static void methods(ObjectNode session, JsonNode asked, String mode) {
    var types = (ArrayNode) session.get("payment_method_types");
    if (asked.isEmpty()) {
      (mode.equals("setup") ? List.of("card") : PAYMENT_METHODS).forEach(types::add);
    } else {
      asked.forEach(types::add);
    }
    var options = session.putObject("payment_method_options");
    for (var type : types) {
      var own = options.putObject(type.textValue());
      if (type.textValue().equals("card")) {
        own.put("request_three_d_secure", "automatic");
      }
    }
  }

  private void remember(String id, ObjectNode parameters, ArrayNode lines) {
    var note = world.objects().note(id);
    note.set(Checkouts.LINES, lines);
    Fields.copy(parameters, note, "subscription_data", "payment_intent_data", "setup_intent_data");
  }

  private void amounts(ObjectNode session, ArrayNode lines, boolean trial, ObjectNode parameters) {
    if (lines.isEmpty()) {
      session.set(
          "currency", parameters.path("currency").isTextual() ? parameters.get("currency") : null);
      return;
    }
    Catalog.requireCurrency(parameters, lines.get(0).get("price"));
    session.set("currency", lines.get(0).get("currency"));
    totals.begin(session, trial);
    var asked = parameters.path("discounts");
    totals.set(session, coupons.asked(asked, CheckoutTotals.purchase(session)));
  }
}
