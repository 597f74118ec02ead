package dev.karamon.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Stripe's JSON of a subscription, from an event or from the API, of any version: the period
 * on the items or on the subscription, {@code price} or {@code plan}, {@code customer} as id or as
 * object; unknown fields are passed over.
 */
public final class SubscriptionReader {
  private SubscriptionReader() {}

  /** Empty when the JSON is not a subscription that can be understood. */
  public static Optional<SubscriptionState> read(JsonNode json) {
    var id = StripeJson.id(json);
    var customer = StripeJson.id(json.path("customer"));
    var status = json.path("status").asText("");
    if (!json.path("object").asText("").equals("subscription")
        || id.isEmpty()
        || customer.isEmpty()
        || status.isEmpty()
        || !json.path("livemode").isBoolean()) {
      return Optional.empty();
    }
    try {
      return Optional.of(understood(json, id.get(), customer.get(), status));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SubscriptionState understood(
      JsonNode json, String id, String customer, String status) {
    var periodEnd = StripeJson.time(json.path("current_period_end"));
    var items = new ArrayList<SubscriptionState.Item>();
    var complete = json.path("items").path("data").isArray();
    for (var item : json.path("items").path("data")) {
      var read = item(item, periodEnd);
      complete &= read.isPresent();
      read.ifPresent(items::add);
    }
    return new SubscriptionState(
        new SubscriptionId(id),
        new CustomerId(customer),
        StripeMode.ofLivemode(json.path("livemode").booleanValue()),
        status,
        List.copyOf(items),
        complete && !json.path("items").path("has_more").asBoolean(false),
        json.path("cancel_at_period_end").asBoolean(false),
        StripeJson.time(json.path("cancel_at")),
        json.path("pause_collection").isObject(),
        StripeJson.time(json.path("trial_end")),
        StripeJson.time(json.path("ended_at")),
        StripeJson.time(json.path("created")).orElse(Instant.EPOCH),
        StripeJson.texts(json.path("metadata")),
        Optional.empty(),
        json.hasNonNull("test_clock"));
  }

  private static Optional<SubscriptionState.Item> item(
      JsonNode item, Optional<Instant> periodEndOfSubscription) {
    var price = StripeJson.id(item.path("price")).or(() -> StripeJson.id(item.path("plan")));
    var id = StripeJson.id(item);
    if (price.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    // Metered prices have no quantity; the subscriber holds the price all the same.
    var quantity = item.path("quantity").isIntegralNumber() ? item.path("quantity").asLong() : 1;
    var periodEnd =
        StripeJson.time(item.path("current_period_end")).or(() -> periodEndOfSubscription);
    return Optional.of(
        new SubscriptionState.Item(
            id.get(), new PriceId(price.get()), Math.max(0, quantity), periodEnd));
  }
}
