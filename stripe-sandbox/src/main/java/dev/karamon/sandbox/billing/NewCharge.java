package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Optional;

/** Makes the charge of one attempt to collect a payment intent. */
final class NewCharge {
  private final World world;

  NewCharge(World world) {
    this.world = world;
  }

  /** A charge of a card, stored. */
  ObjectNode ofCard(ObjectNode intent, ObjectNode method, Optional<TestCard.Decline> decline) {
    var paid = decline.isEmpty();
    var charge = charge("ch", intent, method, paid ? "succeeded" : "failed");
    var amount = intent.get("amount").longValue();
    charge.put("amount_captured", paid ? amount : 0).put("captured", paid).put("paid", paid);
    charge.set("payment_method_details", card(method, amount));
    charge.put("calculated_statement_descriptor", "KARAMON SANDBOX");
    charge.set("outcome", outcome(decline));
    decline.ifPresent(
        why -> charge.put("failure_code", why.code()).put("failure_message", why.message()));
    world.objects().put(charge);
    return charge;
  }

  /** A debit of a bank account of which nobody knows yet whether it succeeds, stored. */
  ObjectNode ofDebit(ObjectNode intent, ObjectNode method) {
    var charge = charge("py", intent, method, "pending");
    charge.put("amount_captured", intent.get("amount").longValue());
    charge.put("captured", true).put("paid", true);
    var debit = Shape.of("Charge.PaymentMethodDetails.SepaDebit");
    for (var name : List.of("bank_code", "branch_code", "country", "fingerprint", "last4")) {
      debit.set(name, method.get(Wallet.SEPA).get(name));
    }
    var details = World.node().put("type", Wallet.SEPA);
    details.set(Wallet.SEPA, debit);
    charge.set("payment_method_details", details);
    charge.set("outcome", outcome(Optional.empty()));
    world.objects().put(charge);
    return charge;
  }

  private ObjectNode charge(String prefix, ObjectNode intent, ObjectNode method, String status) {
    var charge = world.fresh("Charge", prefix).put("status", status);
    charge.set("amount", intent.get("amount"));
    charge.put("amount_refunded", 0);
    charge.set("customer", intent.get("customer"));
    charge.set("currency", intent.get("currency"));
    charge.set("description", intent.get("description"));
    charge.set("metadata", intent.get("metadata").deepCopy());
    charge.put("created", world.time().secondsFor(charge));
    charge.put("payment_intent", intent.get("id").textValue());
    charge.put("payment_method", method.get("id").textValue());
    charge.set("billing_details", method.get("billing_details").deepCopy());
    charge.set("fraud_details", World.node());
    return charge;
  }

  private static ObjectNode card(ObjectNode method, long amount) {
    var card = Shape.of("Charge.PaymentMethodDetails.Card");
    var from = (ObjectNode) method.get("card");
    for (var name :
        List.of(
            "brand",
            "country",
            "exp_month",
            "exp_year",
            "fingerprint",
            "funding",
            "last4",
            "regulated_status")) {
      card.set(name, from.get(name));
    }
    card.put("amount_authorized", amount).put("network", from.get("brand").textValue());
    card.set(
        "checks", Shape.of("Charge.PaymentMethodDetails.Card.Checks").put("cvc_check", "pass"));
    var details = World.node().put("type", "card");
    details.set("card", card);
    return details;
  }

  private static ObjectNode outcome(Optional<TestCard.Decline> decline) {
    var outcome = Shape.of("Charge.Outcome").put("risk_level", "normal");
    outcome.put("risk_score", 20);
    return decline
        .map(why ->
            outcome
                .put("network_status", "declined_by_network")
                .put("reason", why.declineCode().orElse(why.code()))
                .put("seller_message", "The bank did not return any further details.")
                .put("type", "issuer_declined"))
        .orElseGet(() ->
            outcome
                .put("network_status", "approved_by_network")
                .put("seller_message", "Payment complete.")
                .put("type", "authorized"));
  }
}
