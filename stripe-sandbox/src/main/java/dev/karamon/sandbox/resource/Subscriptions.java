package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Discounts;
import dev.karamon.sandbox.billing.Renewals;
import dev.karamon.sandbox.billing.SubscriptionChange;
import dev.karamon.sandbox.billing.SubscriptionLife;
import dev.karamon.sandbox.billing.SubscriptionOrders;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Subscriptions. */
public final class Subscriptions implements Resource {
  private static final Set<String> CREATED =
      Set.of(
          "customer",
          "items.price",
          "items.price_data.currency",
          "items.price_data.product",
          "items.price_data.recurring.interval",
          "items.price_data.recurring.interval_count",
          "items.price_data.tax_behavior",
          "items.price_data.unit_amount",
          "items.quantity",
          "items.metadata",
          "metadata",
          "description",
          "currency",
          "default_payment_method",
          "trial_end",
          "trial_period_days",
          "trial_settings.end_behavior.missing_payment_method",
          "cancel_at_period_end",
          "cancel_at",
          "payment_behavior",
          "payment_settings.save_default_payment_method",
          "billing_mode.type",
          "collection_method",
          "discounts.coupon",
          "discounts.promotion_code",
          "off_session");
  private static final Set<String> LISTED =
      Set.of(
          "status",
          "price",
          "current_period_start",
          "current_period_start.gt",
          "current_period_start.gte",
          "current_period_start.lt",
          "current_period_start.lte",
          "current_period_end",
          "current_period_end.gt",
          "current_period_end.gte",
          "current_period_end.lt",
          "current_period_end.lte");
  private static final Set<String> UPDATED =
      Set.of(
          "items.id",
          "items.price",
          "items.price_data.currency",
          "items.price_data.product",
          "items.price_data.recurring.interval",
          "items.price_data.recurring.interval_count",
          "items.price_data.tax_behavior",
          "items.price_data.unit_amount",
          "items.quantity",
          "items.deleted",
          "items.metadata",
          "metadata",
          "description",
          "default_payment_method",
          "trial_end",
          "trial_settings.end_behavior.missing_payment_method",
          "cancel_at_period_end",
          "cancel_at",
          "cancellation_details.comment",
          "cancellation_details.feedback",
          "pause_collection.behavior",
          "pause_collection.resumes_at",
          "payment_behavior",
          "payment_settings.save_default_payment_method",
          "proration_behavior",
          "discounts.coupon",
          "discounts.discount",
          "discounts.promotion_code",
          "off_session");

  private final World world;
  private final SubscriptionLife life;
  private final SubscriptionChange change;
  private final SubscriptionOrders orders;
  private final Renewals renewals;
  private final Discounts discounts;
  private final Reading reading;

  public Subscriptions(
      World world,
      SubscriptionLife life,
      SubscriptionChange change,
      SubscriptionOrders orders,
      Renewals renewals,
      Discounts discounts) {
    this.discounts = discounts;
    this.renewals = renewals;
    this.world = world;
    this.life = life;
    this.change = change;
    this.orders = orders;
    this.reading =
        Reading.of(
                world,
                SubscriptionLife.KIND,
                "/v1/subscriptions",
                "Subscription",
                "customer",
                "test_clock",
                "collection_method")
            .filtered(LISTED, Subscriptions::wanted);
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/subscriptions",
            "SubscriptionCreateParams",
            CREATED,
            call -> orders.place(call.parameters())),
        reading.list(),
        reading.retrieve(),
        Endpoint.post("/v1/subscriptions/:id", "SubscriptionUpdateParams", UPDATED, this::update),
        Endpoint.post(
            "/v1/subscriptions/:id/resume",
            "SubscriptionResumeParams",
            Set.of("billing_cycle_anchor", "proration_behavior"),
            this::resume),
        Endpoint.delete(
            "/v1/subscriptions/:id",
            "SubscriptionCancelParams",
            Set.of(
                "cancellation_details.comment",
                "cancellation_details.feedback",
                "invoice_now",
                "prorate"),
            this::cancel),
        Endpoint.delete(
            "/v1/subscriptions/:id/discount",
            "SubscriptionDeleteDiscountParams",
            Set.of(),
            this::deleteDiscount));
  }

  private JsonNode deleteDiscount(Call call) {
    var subscription = reading.named(call);
    var id = subscription.get("discounts").path(0).asText("");
    var gone = world.objects().atPath(Discounts.KIND, id).deepCopy();
    world
        .events()
        .update(
            "customer.subscription.updated", subscription, it -> discounts.keepOnly(it, List.of()));
    gone.remove("end");
    return gone.put("deleted", true);
  }

  private JsonNode update(Call call) {
    var subscription = reading.named(call);
    world
        .objects()
        .find(Customers.KIND, subscription.get("customer").textValue())
        .ifPresent(customer -> orders.ownMethod(call.parameters(), customer));
    call.text("payment_behavior")
        .filter(behavior -> !behavior.equals("allow_incomplete"))
        .ifPresent(behavior -> {
          throw StripeError.notSimulated("payment_behavior=" + behavior);
        });
    change.apply(subscription, call.parameters());
    return subscription;
  }

  private JsonNode resume(Call call) {
    var subscription = reading.named(call);
    if (!subscription.get("status").textValue().equals("paused")) {
      throw StripeError.invalid("Only a subscription with status `paused` can be resumed.");
    }
    call.text("billing_cycle_anchor")
        .filter(anchor -> !anchor.equals("now"))
        .ifPresent(anchor -> {
          throw StripeError.notSimulated("billing_cycle_anchor=" + anchor);
        });
    renewals.resume(subscription);
    return subscription;
  }

  private JsonNode cancel(Call call) {
    var subscription = reading.named(call);
    if (SubscriptionLife.over(subscription)) {
      throw StripeError.noSuchPathObject(SubscriptionLife.KIND, call.id());
    }
    for (var name : List.of("invoice_now", "prorate")) {
      if (call.parameter(name).map(JsonNode::booleanValue).orElse(false)) {
        throw StripeError.notSimulated(name + "=true");
      }
    }
    call.parameter("cancellation_details")
        .ifPresent(given ->
            Shape.merge(
                "Subscription.CancellationDetails",
                (ObjectNode) subscription.get("cancellation_details"),
                given));
    life.end(subscription, "cancellation_requested");
    return subscription;
  }

  private static Predicate<ObjectNode> wanted(Call call) {
    // Those of a test clock's customers are shown only where the customer or the clock is named.
    var everyClock = call.has("customer") || call.has("test_clock");
    Predicate<ObjectNode> all = it -> everyClock || !it.hasNonNull("test_clock");
    return all.and(status(call.text("status").orElse("live")))
        .and(price(call))
        .and(period(call, "current_period_start"))
        .and(period(call, "current_period_end"));
  }

  private static Predicate<ObjectNode> period(Call call, String name) {
    var inRange = Listing.inRange(call, name);
    return subscription ->
        SubscriptionLife.items(subscription)
            .valueStream()
            .anyMatch(item -> inRange.test((ObjectNode) item));
  }

  private static Predicate<ObjectNode> status(String wanted) {
    return subscription ->
        switch (wanted) {
          case "all" -> true;
          case "live" -> !subscription.get("status").textValue().equals("canceled");
          case "ended" -> SubscriptionLife.over(subscription);
          default -> subscription.get("status").textValue().equals(wanted);
        };
  }

  private static Predicate<ObjectNode> price(Call call) {
    return subscription ->
        call.text("price")
            .map(wanted ->
                SubscriptionLife.items(subscription)
                    .valueStream()
                    .anyMatch(item -> item.get("price").get("id").textValue().equals(wanted)))
            .orElse(true);
  }
}
