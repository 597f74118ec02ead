package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a checkout session costs, and the reductions on it. */
public final class CheckoutTotals {
  private static final String TRIAL = "trial";

  private final World world;
  private final Coupons coupons;

  /** Totals of the sessions of this world. */
  public CheckoutTotals(World world, Coupons coupons) {
    this.world = world;
    this.coupons = coupons;
  }

  /**
   * Sets the amounts of a new session from its lines.
   *
   * @param trial whether recurring prices cost nothing today
   */
  public void begin(ObjectNode session, boolean trial) {
    world.objects().note(session.get("id").textValue()).put(TRIAL, trial);
    set(session, List.of());
  }

  /** Puts reductions on an open session in place of those it had. */
  public void set(ObjectNode session, List<Reduction> reductions) {
    JsonNode note = world.objects().note(session.get("id").textValue());
    var lines = note.path(Checkouts.LINES);
    List<Cuts.Amount> left = new ArrayList<>();
    for (var line : lines) {
      var later = note.path(TRIAL).asBoolean(false) && Catalog.recurs(line.get("price"));
      var amount = later ? 0 : line.get("amount_subtotal").longValue();
      left.add(new Cuts.Amount(amount, line.get("price").get("product").textValue(), true));
    }
    var subtotal = sum(left);
    var discounts = session.putArray("discounts");
    for (var reduction : reductions) {
      var cuts = Cuts.off(reduction.coupon(), left);
      for (var i = 0; i < cuts.size(); i++) {
        left.set(i, left.get(i).less(cuts.get(i)));
      }
      var shown = discounts.addObject().put("coupon", reduction.couponId());
      shown.put("promotion_code", reduction.codeId().orElse(null));
    }
    var total = sum(left);
    note(lines, left, note.path(TRIAL).asBoolean(false));
    session.put("amount_subtotal", subtotal).put("amount_total", total);
    session.set(
        "total_details",
        Shape.of("Checkout.Session.TotalDetails")
            .put("amount_discount", subtotal - total)
            .put("amount_shipping", 0)
            .put("amount_tax", 0));
  }

  private static void note(JsonNode lines, List<Cuts.Amount> left, boolean trial) {
    for (var i = 0; i < left.size(); i++) {
      var line = (ObjectNode) lines.get(i);
      var full = line.get("amount_subtotal").longValue();
      var later = trial && Catalog.recurs(line.get("price"));
      var total = later ? full : left.get(i).value();
      line.put("amount_total", total).put("amount_discount", full - total);
    }
  }

  private static long sum(List<Cuts.Amount> amounts) {
    return amounts.stream().mapToLong(Cuts.Amount::value).sum();
  }

  /** What a session sells, as far as coupons ask. */
  public static Coupons.Purchase purchase(JsonNode session) {
    return new Coupons.Purchase(
        Optional.ofNullable(session.path("customer").textValue()),
        session.path("amount_subtotal").asLong(0),
        session.path("currency").asText(""));
  }

  /** Puts the reduction behind a typed code on a session; false if there is none for it. */
  public boolean apply(ObjectNode session, String code) {
    var found = coupons.typed(code, purchase(session));
    found.ifPresent(reduction -> set(session, List.of(reduction)));
    return found.isPresent();
  }

  /** The reductions on a session. */
  public List<Reduction> of(JsonNode session) {
    return session
        .path("discounts")
        .valueStream()
        .map(shown ->
            new Reduction(
                world.objects().find(Coupons.KIND, shown.get("coupon").asText()).orElseThrow(),
                world.objects().find(Coupons.CODE, shown.get("promotion_code").asText())))
        .toList();
  }

  /** Counts the reductions of a session that was paid. */
  void redeem(JsonNode session) {
    of(session).forEach(coupons::redeem);
  }
}
