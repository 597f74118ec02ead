package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The discounts on subscriptions: given, used and over. */
public final class Discounts {
  /** Kind of discounts. */
  public static final String KIND = "discount";

  private final World world;
  private final Coupons coupons;

  /** Discounts of this world. */
  public Discounts(World world, Coupons coupons) {
    this.world = world;
    this.coupons = coupons;
  }

  /**
   * Puts discounts on a subscription, in addition to those that it has.
   *
   * @param session the checkout session in which they were given, if it was one
   */
  void give(ObjectNode subscription, List<Reduction> reductions, Optional<String> session) {
    for (var reduction : reductions) {
      var discount = world.fresh("Discount", "di");
      var now = world.time().secondsFor(subscription);
      discount.put("checkout_session", session.orElse(null)).put("start", now);
      discount.put("promotion_code", reduction.codeId().orElse(null));
      discount.set("customer", subscription.get("customer"));
      discount.set("subscription", subscription.get("id"));
      discount.put("end", end(reduction.coupon(), now));
      ((ObjectNode) discount.get("source"))
          .put("type", "coupon")
          .put("coupon", reduction.couponId());
      coupons.redeem(reduction);
      world.objects().put(discount);
      ((ArrayNode) subscription.get("discounts")).add(discount.get("id").textValue());
      world.events().record("customer.discount.created", discount);
    }
  }

  private static @Nullable Long end(JsonNode coupon, long start) {
    if (!coupon.get("duration").asText().equals("repeating")) {
      return null;
    }
    return Instant.ofEpochSecond(start)
        .atZone(ZoneOffset.UTC)
        .plusMonths(coupon.get("duration_in_months").longValue())
        .toEpochSecond();
  }

  /** The discounts that a subscription has now. */
  List<ObjectNode> of(JsonNode subscription) {
    var now = world.time().secondsFor(subscription);
    return subscription
        .path("discounts")
        .valueStream()
        .flatMap(id -> world.objects().find(KIND, id.textValue()).stream())
        .filter(it -> it.get("end").isNull() || it.get("end").longValue() > now)
        .toList();
  }

  /** The coupon of a discount. */
  ObjectNode coupon(ObjectNode discount) {
    return coupons.behind(discount);
  }

  /** After an invoice: what was for once, or has run its time, is taken away. */
  void used(ObjectNode subscription) {
    var now = world.time().secondsFor(subscription);
    for (var id : subscription.path("discounts").deepCopy()) {
      var discount = world.objects().find(KIND, id.textValue()).orElseThrow();
      var once = coupon(discount).get("duration").asText().equals("once");
      var past = discount.get("end").isNumber() && discount.get("end").longValue() <= now;
      if (once || past) {
        remove(subscription, discount);
      }
    }
  }

  /** Takes from a subscription all discounts but these. */
  public void keepOnly(ObjectNode subscription, List<String> kept) {
    for (var id : subscription.path("discounts").deepCopy()) {
      if (!kept.contains(id.textValue())) {
        remove(subscription, world.objects().find(KIND, id.textValue()).orElseThrow());
      }
    }
  }

  private void remove(ObjectNode subscription, ObjectNode discount) {
    var discounts = (ArrayNode) subscription.get("discounts");
    for (var i = discounts.size() - 1; i >= 0; i--) {
      if (discounts.get(i).equals(discount.get("id"))) {
        discounts.remove(i);
      }
    }
    discount.put("end", world.time().secondsFor(subscription));
    world.events().record("customer.discount.deleted", discount);
  }
}
