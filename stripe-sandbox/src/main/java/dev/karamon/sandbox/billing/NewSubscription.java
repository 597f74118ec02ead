package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param attributes further members of the subscription to set as they are
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
  public record Item(ObjectNode price, long quantity, ObjectNode metadata) {}
}
