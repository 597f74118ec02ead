package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Adds, changes and removes items of a subscription, as the parameter {@code items} asks. */
final class ItemChange {
  private final Catalog catalog;
  private final SubscriptionLife life;

  ItemChange(Catalog catalog, SubscriptionLife life) {
    this.catalog = catalog;
    this.life = life;
  }

  void apply(ObjectNode subscription, JsonNode wishes) {
    var index = 0;
    for (var wish : wishes) {
      changeItem(subscription, wish, "items[" + index++ + "]");
    }
    if (SubscriptionLife.items(subscription).size() > SubscriptionLife.MAX_ITEMS) {
      throw SubscriptionLife.tooManyItems();
    }
    refuseSamePrice(
        StreamSupport.stream(SubscriptionLife.items(subscription).spliterator(), false)
            .map(item -> item.at("/price/id").textValue())
            .toList());
    if (SubscriptionLife.items(subscription).isEmpty()) {
      throw StripeError.invalid(
          "A subscription must have at least one active plan. In order to cancel a subscription, please use the API endpoint for canceling a subscription.",
          "items");
    }
  }

  /** Every item of a subscription has a price of its own. */
  static void refuseSamePrice(List<String> prices) {
    Set<String> seen = new HashSet<>();
    for (var price : prices) {
      if (!seen.add(price)) {
        throw StripeError.invalid(
            "Cannot add multiple subscription items with the same plan: " + price, "items");
      }
    }
  }

  private void changeItem(ObjectNode subscription, JsonNode wish, String path) {
    var items = SubscriptionLife.items(subscription);
    if (!wish.path("id").isTextual()) {
      var price = recurring(subscription, wish, path);
      items.add(life.item(subscription, NewSubscription.Item.of(price, wish, path)));
      return;
    }
    for (var i = 0; i < items.size(); i++) {
      var item = (ObjectNode) items.get(i);
      if (item.get("id").equals(wish.get("id"))) {
        if (wish.path("deleted").asBoolean(false)) {
          items.remove(i);
        } else {
          change(subscription, item, (ObjectNode) wish, path);
        }
        return;
      }
    }
    throw StripeError.noSuchObject("subscription_item", wish.get("id").textValue(), path + "[id]");
  }

  private void change(ObjectNode subscription, ObjectNode item, ObjectNode wish, String path) {
    if (wish.hasNonNull("price") || wish.hasNonNull("price_data")) {
      SubscriptionLife.price(item, recurring(subscription, wish, path));
    }
    NewSubscription.Item.quantity(wish, path).ifPresent(it -> item.put("quantity", it));
    Metadata.merge(item, wish);
  }

  private ObjectNode recurring(ObjectNode subscription, JsonNode wish, String path) {
    var price = catalog.priceOf(wish, path);
    if (!Catalog.recurs(price)) {
      throw StripeError.invalid(
          "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
          path + "[price]");
    }
    if (!price.get("currency").equals(subscription.get("currency"))) {
      throw StripeError.invalid(
          "The price specified has another currency than the subscription.", path + "[price]");
    }
    return price;
  }
}
