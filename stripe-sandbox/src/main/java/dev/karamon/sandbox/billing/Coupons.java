package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Coupons and promotion codes: who may use which, and how often they were used. */
public final class Coupons {
  /** Kind of coupons. */
  public static final String KIND = "coupon";

  /** Kind of promotion codes. */
  public static final String CODE = "promotion_code";

  private static final String DELETED = "_deleted_coupon";

  /**
   * What is to be bought with a coupon.
   *
   * @param customer who buys, if that is known
   * @param amount before any discount
   */
  public record Purchase(Optional<String> customer, long amount, String currency) {}

  private final World world;

  /** Coupons of this world. */
  public Coupons(World world) {
    this.world = world;
  }

  /** The reductions that a parameter {@code discounts} names, or Stripe's refusal. */
  public List<Reduction> asked(JsonNode discounts, Purchase purchase) {
    List<Reduction> reductions = new ArrayList<>();
    for (var wish : discounts) {
      var path = "discounts[" + reductions.size() + "]";
      var reduction =
          wish.path("promotion_code").isTextual()
              ? coded(wish.get("promotion_code").textValue(), path + "[promotion_code]")
              : plain(wish, path + "[coupon]");
      refusal(reduction, purchase)
          .ifPresent(why -> {
            throw StripeError.invalid(why, path);
          });
      reductions.add(reduction);
    }
    return reductions;
  }

  private Reduction plain(JsonNode wish, String path) {
    if (!wish.path("coupon").isTextual()) {
      throw StripeError.missingParameter(path);
    }
    return new Reduction(
        world.objects().named(KIND, wish.get("coupon").textValue(), path), Optional.empty());
  }

  private Reduction coded(String id, String path) {
    return of(world.objects().named(CODE, id, path));
  }

  private Reduction of(ObjectNode code) {
    var coupon = code.get("promotion").get("coupon").textValue();
    return new Reduction(world.objects().named(KIND, coupon, "promotion_code"), Optional.of(code));
  }

  /** The reduction behind a code that a buyer typed, if it may be used for the purchase. */
  public Optional<Reduction> typed(String code, Purchase purchase) {
    return world
        .objects()
        .newestFirst(CODE)
        .filter(it -> it.get("code").textValue().equalsIgnoreCase(code))
        .filter(it -> world.objects().find(KIND, it.at("/promotion/coupon").asText()).isPresent())
        .map(this::of)
        .filter(it -> refusal(it, purchase).isEmpty())
        .findFirst();
  }

  /** Whether a coupon can still be used at all. */
  public boolean valid(ObjectNode coupon) {
    return !usedUp(coupon) && !past(coupon.get("redeem_by"));
  }

  private static boolean usedUp(ObjectNode limited) {
    var most = limited.get("max_redemptions");
    return most.isNumber() && limited.get("times_redeemed").longValue() >= most.longValue();
  }

  private boolean past(JsonNode time) {
    return time.isNumber() && time.longValue() <= world.time().seconds();
  }

  private Optional<String> refusal(Reduction reduction, Purchase purchase) {
    var coupon = reduction.coupon();
    if (!valid(coupon)) {
      return Optional.of("Coupon expired: " + coupon.get("id").textValue());
    }
    if (coupon.path("amount_off").isNumber()
        && !coupon.get("currency").asText().equals(purchase.currency())) {
      return Optional.of("The coupon's currency is not that of what is bought.");
    }
    return reduction.code().flatMap(code -> refusal(code, purchase));
  }

  private Optional<String> refusal(ObjectNode code, Purchase purchase) {
    var active =
        code.get("active").booleanValue() && !usedUp(code) && !past(code.get("expires_at"));
    if (!active) {
      return Optional.of("This promotion code is expired or not active.");
    }
    var only = code.get("customer");
    if (only.isTextual() && !purchase.customer().equals(Optional.of(only.textValue()))) {
      return Optional.of("This promotion code belongs to another customer.");
    }
    var least = code.get("restrictions").get("minimum_amount");
    if (least.isNumber() && purchase.amount() < least.longValue()) {
      return Optional.of("This promotion code needs a higher amount.");
    }
    var first = code.get("restrictions").get("first_time_transaction").booleanValue();
    return first && purchase.customer().filter(this::hasPaid).isPresent()
        ? Optional.of("This promotion code is for new customers only.")
        : Optional.empty();
  }

  private boolean hasPaid(String customer) {
    return world
        .objects()
        .newestFirst("charge")
        .anyMatch(charge ->
            charge.get("customer").asText("").equals(customer)
                && charge.get("paid").booleanValue());
  }

  /** Takes a coupon away; the discounts that it gave go on. */
  public void delete(ObjectNode coupon) {
    var id = coupon.get("id").textValue();
    world.objects().remove(KIND, id);
    world.objects().put(DELETED, id, coupon.put("valid", false));
    world.events().record("coupon.deleted", coupon);
  }

  /** The coupon behind a discount, be it deleted. */
  ObjectNode behind(ObjectNode discount) {
    var id = discount.get("source").get("coupon").textValue();
    return world.objects().find(KIND, id).or(() -> world.objects().find(DELETED, id)).orElseThrow();
  }

  /** Counts one use. */
  void redeem(Reduction reduction) {
    var coupon = reduction.coupon();
    coupon.put("times_redeemed", coupon.get("times_redeemed").longValue() + 1);
    coupon.put("valid", valid(coupon));
    reduction
        .code()
        .ifPresent(code -> {
          code.put("times_redeemed", code.get("times_redeemed").longValue() + 1);
          code.put("active", code.get("active").booleanValue() && !usedUp(code));
        });
  }
}
