package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import java.util.List;
import java.util.Optional;

/**
 * What a subscription is to begin with.
 *
 * @param trialEnd in seconds
 * @param paymentMethod its own payment method
 * @param extras invoice items for the first invoice
 * @param reductions the coupons that it begins with
 * @param session the checkout session that it comes from
 * @param attributes further members of the subscription to set; objects among them may be partial
 */
public record NewSubscription(
    ObjectNode customer,
    List<Item> items,
    List<ObjectNode> extras,
    Optional<Long> trialEnd,
    Optional<String> paymentMethod,
    List<Reduction> reductions,
    Optional<String> session,
    ObjectNode metadata,
    ObjectNode attributes) {

  /** A price and how many of it. */
  public record Item(ObjectNode price, long quantity, ObjectNode metadata) {

    /**
     * The quantity of a price that was asked for; one if none was.
     *
     * @param path of the wish, for the error
     */
    static Item of(ObjectNode price, JsonNode wish, String path) {
      return new Item(
          price,
          quantity(wish, path).orElse(1L),
          Metadata.of(Optional.ofNullable(wish.get("metadata"))));
    }

    /** The quantity that was asked for, if one was. */
    static Optional<Long> quantity(JsonNode wish, String path) {
      var quantity = wish.path("quantity");
      if (quantity.asLong(0) < 0) {
        throw StripeError.tooSmall(path + "[quantity]", 0);
      }
      return quantity.isNumber() ? Optional.of(quantity.longValue()) : Optional.empty();
    }
  }
}
