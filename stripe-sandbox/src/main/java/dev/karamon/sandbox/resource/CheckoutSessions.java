package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Checkouts;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Checkout sessions on a hosted page. */
public final class CheckoutSessions implements Resource {
  private static final Set<String> TAKEN =
      Set.of(
          "mode",
          "line_items.price",
          "line_items.price_data.currency",
          "line_items.price_data.unit_amount",
          "line_items.price_data.product",
          "line_items.price_data.product_data.description",
          "line_items.price_data.product_data.images",
          "line_items.price_data.product_data.metadata",
          "line_items.price_data.product_data.name",
          "line_items.price_data.product_data.tax_code",
          "line_items.price_data.product_data.unit_label",
          "line_items.price_data.recurring.interval",
          "line_items.price_data.recurring.interval_count",
          "line_items.price_data.tax_behavior",
          "line_items.quantity",
          "line_items.metadata",
          "customer",
          "customer_email",
          "customer_creation",
          "client_reference_id",
          "currency",
          "metadata",
          "subscription_data.metadata",
          "subscription_data.description",
          "subscription_data.trial_end",
          "subscription_data.trial_period_days",
          "subscription_data.trial_settings.end_behavior.missing_payment_method",
          "subscription_data.billing_mode.type",
          "payment_intent_data.metadata",
          "payment_intent_data.description",
          "payment_intent_data.shipping.address.city",
          "payment_intent_data.shipping.address.country",
          "payment_intent_data.shipping.address.line1",
          "payment_intent_data.shipping.address.line2",
          "payment_intent_data.shipping.address.postal_code",
          "payment_intent_data.shipping.address.state",
          "payment_intent_data.shipping.carrier",
          "payment_intent_data.shipping.name",
          "payment_intent_data.shipping.phone",
          "payment_intent_data.shipping.tracking_number",
          "payment_intent_data.setup_future_usage",
          "setup_intent_data.metadata",
          "allow_promotion_codes",
          "discounts.coupon",
          "discounts.promotion_code",
          "success_url",
          "cancel_url",
          "expires_at",
          "locale",
          "submit_type",
          "payment_method_types",
          "payment_method_collection",
          "billing_address_collection",
          "ui_mode");

  private final Checkouts checkouts;
  private final CheckoutOrder order;
  private final Reading reading;

  public CheckoutSessions(World world, Checkouts checkouts, CheckoutOrder order) {
    this.checkouts = checkouts;
    this.order = order;
    this.reading =
        Reading.of(
                world,
                Checkouts.KIND,
                "/v1/checkout/sessions",
                "Checkout.Session",
                "customer",
                "status",
                "subscription",
                "payment_intent")
            .filtered(Set.of("customer_details.email"), CheckoutSessions::email);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/checkout/sessions",
            "Checkout.SessionCreateParams",
            TAKEN,
            call -> order.open(call.parameters())),
        reading.list(),
        reading.retrieve(),
        Endpoint.post(
            "/v1/checkout/sessions/:id",
            "Checkout.SessionUpdateParams",
            Set.of("metadata"),
            this::update),
        Endpoint.post(
            "/v1/checkout/sessions/:id/expire",
            "Checkout.SessionExpireParams",
            Set.of(),
            this::expire),
        Endpoint.get(
            "/v1/checkout/sessions/:id/line_items",
            "Checkout.SessionListLineItemsParams",
            Set.of(),
            this::lineItems));
  }

  @Override
  public Map<String, Function<ObjectNode, JsonNode>> includable() {
    return Map.of(
        Checkouts.KIND + ".line_items",
        session -> {
          var lines = StreamSupport.stream(checkouts.lines(session).spliterator(), false).toList();
          return Listing.embedded(
              "/v1/checkout/sessions/" + session.get("id").textValue() + "/line_items", lines);
        });
  }

  private static Predicate<ObjectNode> email(Call call) {
    return session ->
        call.parameter("customer_details")
            .map(wanted -> wanted.path("email"))
            .map(session.path("customer_details").path("email")::equals)
            .orElse(true);
  }

  private JsonNode update(Call call) {
    var session = reading.named(call);
    Metadata.merge(session, call.parameters());
    return session;
  }

  private JsonNode expire(Call call) {
    var session = reading.named(call);
    if (!Checkouts.open(session)) {
      throw StripeError.invalid(
          "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `%s`."
              .formatted(session.get("status").textValue()));
    }
    checkouts.expire(session);
    return session;
  }

  private JsonNode lineItems(Call call) {
    var session = reading.named(call);
    return Listing.page(call, StreamSupport.stream(checkouts.lines(session).spliterator(), false));
  }
}
