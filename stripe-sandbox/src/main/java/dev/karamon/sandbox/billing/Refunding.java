package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;

/** Refunds charges, in full or in part. */
public final class Refunding {
  /** Kind of refunds. */
  public static final String KIND = "refund";

  private final World world;

  /** Refunds of this world. */
  public Refunding(World world) {
    this.world = world;
  }

  /** The part of a charge that has not been refunded yet. */
  public static long left(ObjectNode charge) {
    return charge.get("amount_captured").longValue() - charge.get("amount_refunded").longValue();
  }

  /**
   * Refunds a part of a charge.
   *
   * @param particulars members of the refund to set, such as its reason and metadata
   */
  public ObjectNode refund(ObjectNode charge, long amount, ObjectNode particulars) {
    check(charge, amount);
    var refund = world.fresh("Refund", "re").put("amount", amount).put("status", "succeeded");
    refund.put("created", world.time().secondsFor(charge));
    refund.set("charge", charge.get("id"));
    refund.set("currency", charge.get("currency"));
    refund.set("payment_intent", charge.get("payment_intent"));
    refund.putObject("metadata");
    refund.setAll(particulars);
    world.objects().put(refund);
    world.events().record("refund.created", refund);
    var refunded = charge.get("amount_refunded").longValue() + amount;
    var whole = left(charge) == amount;
    world
        .events()
        .update(
            "charge.refunded",
            charge,
            it -> it.put("amount_refunded", refunded).put("refunded", whole));
    world.events().update("refund.updated", refund, it -> it.put("receipt_number", "R-" + amount));
    return refund;
  }

  /** The buyer's bank could not take the money: it comes back, and the charge stands again. */
  void fail(ObjectNode refund) {
    if (!refund.get("status").textValue().equals("succeeded")) {
      throw StripeError.invalid("Only a refund that succeeded can fail later.");
    }
    var charge = world.objects().atPath("charge", refund.get("charge").textValue());
    var left = charge.get("amount_refunded").longValue() - refund.get("amount").longValue();
    charge.put("amount_refunded", left).put("refunded", false);
    refund.put("status", "failed").put("failure_reason", "expired_or_canceled_card");
    world.events().record("refund.failed", refund);
  }

  private void check(ObjectNode charge, long amount) {
    var id = charge.get("id").textValue();
    if (!charge.get("paid").booleanValue() || left(charge) == 0) {
      throw StripeError.invalid("Charge %s has already been refunded.".formatted(id))
          .with("code", "charge_already_refunded");
    }
    if (amount < 1) {
      throw StripeError.tooSmall("amount", 1);
    }
    if (amount > left(charge)) {
      throw StripeError.invalid(
          "Refund amount (%d) is greater than unrefunded amount on charge (%d)"
              .formatted(amount, left(charge)),
          "amount");
    }
    if (world
        .objects()
        .newestFirst(Disputes.KIND)
        .anyMatch(it -> it.get("charge").textValue().equals(id) && Disputes.undecided(it))) {
      throw StripeError.invalid(
              "The charge %s has an open dispute; it cannot be refunded.".formatted(id))
          .with("code", "charge_disputed");
    }
  }
}
