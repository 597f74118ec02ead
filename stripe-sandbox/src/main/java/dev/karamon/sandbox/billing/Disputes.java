package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Charges that their owners want back: opened, answered, won or lost. */
public final class Disputes {
  /** Kind of disputes. */
  public static final String KIND = "dispute";

  private static final Duration TO_ANSWER = Duration.ofDays(9);
  private static final long FEE = 1_500;
  private static final Set<String> UNDECIDED = Set.of("needs_response", "under_review");

  private final World world;

  /** Disputes of this world. */
  public Disputes(World world) {
    this.world = world;
  }

  /** The owner disputes a charge; the money is taken back until the dispute is decided. */
  void open(ObjectNode charge) {
    var now = world.time().secondsFor(charge);
    var dispute = world.fresh("Dispute", "du");
    dispute.set("amount", charge.get("amount"));
    dispute.set("charge", charge.get("id"));
    dispute.set("currency", charge.get("currency"));
    dispute.set("payment_intent", charge.get("payment_intent"));
    dispute.put("created", now).put("reason", "fraudulent").put("status", "needs_response");
    ((ObjectNode) dispute.get("evidence_details"))
        .put("due_by", now + TO_ANSWER.toSeconds())
        .put("submission_count", 0);
    ((ObjectNode) dispute.get("evidence")).set("customer_name", charge.at("/billing_details/name"));
    ((ObjectNode) dispute.get("evidence"))
        .set("customer_email_address", charge.at("/billing_details/email"));
    method(dispute, charge);
    move(dispute, -1, "Chargeback withdrawal for " + charge.get("id").textValue());
    world.objects().put(dispute);
    charge.put("disputed", true);
    world.events().record("charge.dispute.created", dispute);
    world.events().record("charge.dispute.funds_withdrawn", dispute);
  }

  private static void method(ObjectNode dispute, ObjectNode charge) {
    if (charge.at("/payment_method_details/type").asText().equals("card")) {
      var card = Shape.of("Dispute.PaymentMethodDetails.Card");
      card.set("brand", charge.at("/payment_method_details/card/brand"));
      card.set("network", charge.at("/payment_method_details/card/network"));
      card.put("case_type", "chargeback").put("network_reason_code", "10.4");
      dispute.putObject("payment_method_details").put("type", "card").set("card", card);
    }
  }

  private void move(ObjectNode dispute, int sign, String what) {
    var amount = sign * dispute.get("amount").longValue();
    var fee = sign < 0 ? FEE : 0;
    var now = world.time().secondsFor(dispute);
    var movement = Shape.of("BalanceTransaction").put("id", Ids.next("txn"));
    movement.put("amount", amount).put("fee", fee).put("net", amount - fee);
    movement.put("created", now).put("available_on", now).put("description", what);
    movement.set("currency", dispute.get("currency"));
    movement.set("source", dispute.get("id"));
    movement.put("balance_type", "payments").put("status", "available").put("type", "adjustment");
    movement.put("reporting_category", sign < 0 ? "dispute" : "dispute_reversal");
    if (fee > 0) {
      var detail = Shape.of("BalanceTransaction.FeeDetail").put("amount", fee);
      detail.put("description", "Dispute fee").put("type", "stripe_fee");
      detail.set("currency", dispute.get("currency"));
      movement.withArray("fee_details").add(detail);
    }
    ((ArrayNode) dispute.get("balance_transactions")).add(movement);
  }

  /** Whether a dispute is not decided yet. */
  public static boolean undecided(ObjectNode dispute) {
    return UNDECIDED.contains(dispute.get("status").textValue());
  }

  /** Sends the evidence to the bank; test evidence decides the dispute at once. */
  public void submit(ObjectNode dispute) {
    var details = (ObjectNode) dispute.get("evidence_details");
    details.put("submission_count", details.get("submission_count").intValue() + 1);
    dispute.put("status", "under_review");
    world.events().record("charge.dispute.updated", dispute);
    verdict(dispute).ifPresent(won -> close(dispute, won));
  }

  private static Optional<Boolean> verdict(ObjectNode dispute) {
    return switch (dispute.at("/evidence/uncategorized_text").asText()) {
      case "winning_evidence" -> Optional.of(true);
      case "losing_evidence" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Decides a dispute; when it is won, the money comes back. */
  public void close(ObjectNode dispute, boolean won) {
    dispute.put("status", won ? "won" : "lost");
    world.events().record("charge.dispute.closed", dispute);
    if (won) {
      move(dispute, 1, "Chargeback reversal for " + dispute.get("charge").textValue());
      world.events().record("charge.dispute.funds_reinstated", dispute);
    }
  }
}
