package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payment intents and their charges. */
public final class Payments {
  /** Kind of payment intents. */
  public static final String INTENT = "payment_intent";

  /** Whether the customer is there to type, choose and authenticate. */
  public enum Customer {
    PRESENT,
    AUTHENTICATED,
    ABSENT
  }

  /** How an attempt to pay ended. */
  public enum Outcome {
    PAID,
    DECLINED,
    NEEDS_AUTHENTICATION
  }

  private final World world;
  private final Wallet wallet;

  /** Payments of this world. */
  public Payments(World world, Wallet wallet) {
    this.world = world;
    this.wallet = wallet;
  }

  /** A new intent to collect an amount. */
  public ObjectNode intent(
      Optional<String> customer, long amount, String currency, @Nullable String what) {
    ObjectNode intent = world.fresh("PaymentIntent", "pi");
    intent.put("customer", customer.orElse(null)).put("description", what);
    intent.put("amount", amount).put("amount_capturable", 0).put("amount_received", 0);
    intent.put("currency", currency).put("created", world.time().secondsFor(intent));
    intent.put("capture_method", "automatic").put("confirmation_method", "automatic");
    intent.put("client_secret", intent.get("id").textValue() + "_secret_" + Ids.letters(24));
    intent.putArray("payment_method_types").add("card");
    intent.put("status", "requires_payment_method");
    world.objects().put(intent);
    world.events().record("payment_intent.created", intent);
    return intent;
  }

  /** Tries to collect the intent's amount with a payment method. */
  public Outcome confirm(ObjectNode intent, ObjectNode method, Customer customer) {
    TestCard card = wallet.card(method);
    intent.put("payment_method", method.get("id").textValue());
    if (customer == Customer.PRESENT && card.authenticates()) {
      requireAuthentication(intent);
      return Outcome.NEEDS_AUTHENTICATION;
    }
    Optional<TestCard.Decline> decline =
        customer == Customer.ABSENT ? card.declinedLater() : card.declinedNow();
    ObjectNode charge = charge(intent, method, decline);
    intent.put("latest_charge", charge.get("id").textValue()).putNull("next_action");
    if (decline.isPresent()) {
      fail(intent, method, charge, decline.get());
      return Outcome.DECLINED;
    }
    intent.put("status", "succeeded").put("amount_received", intent.get("amount").longValue());
    intent.putNull("last_payment_error");
    world.events().record("charge.succeeded", charge);
    world.events().record("payment_intent.succeeded", intent);
    return Outcome.PAID;
  }

  private void requireAuthentication(ObjectNode intent) {
    intent.put("status", "requires_action");
    intent.putObject("next_action").put("type", "use_stripe_sdk").putObject("use_stripe_sdk");
    world.events().record("payment_intent.requires_action", intent);
  }

  private void fail(
      ObjectNode intent, ObjectNode method, ObjectNode charge, TestCard.Decline decline) {
    ObjectNode error = World.node().put("charge", charge.get("id").textValue());
    error.put("code", decline.code());
    decline.declineCode().ifPresent(code -> error.put("decline_code", code));
    error.put("message", decline.message()).put("type", "card_error");
    error.set("payment_method", method.deepCopy());
    intent.set("last_payment_error", error);
    intent.put("status", "requires_payment_method").putNull("payment_method");
    world.events().record("charge.failed", charge);
    world.events().record("payment_intent.payment_failed", intent);
  }

  private ObjectNode charge(
      ObjectNode intent, ObjectNode method, Optional<TestCard.Decline> decline) {
    long amount = intent.get("amount").longValue();
    boolean paid = decline.isEmpty();
    ObjectNode charge = world.fresh("Charge", "ch");
    charge.put("amount", amount).put("amount_captured", paid ? amount : 0);
    charge.put("amount_refunded", 0).put("captured", paid).put("paid", paid);
    charge.put("status", paid ? "succeeded" : "failed");
    charge.set("customer", intent.get("customer"));
    charge.set("currency", intent.get("currency"));
    charge.set("description", intent.get("description"));
    charge.put("created", world.time().secondsFor(charge));
    charge.put("payment_intent", intent.get("id").textValue());
    charge.put("payment_method", method.get("id").textValue());
    charge.set("billing_details", method.get("billing_details").deepCopy());
    charge.set("payment_method_details", details(method, amount));
    charge.set("fraud_details", World.node());
    charge.put("calculated_statement_descriptor", "KARAMON SANDBOX");
    charge.set("outcome", outcome(decline));
    decline.ifPresent(
        why -> charge.put("failure_code", why.code()).put("failure_message", why.message()));
    world.objects().put(charge);
    return charge;
  }

  private static ObjectNode details(ObjectNode method, long amount) {
    ObjectNode card = Shape.of("Charge.PaymentMethodDetails.Card");
    ObjectNode from = (ObjectNode) method.get("card");
    for (String name :
        new String[] {
          "brand",
          "country",
          "exp_month",
          "exp_year",
          "fingerprint",
          "funding",
          "last4",
          "regulated_status"
        }) {
      card.set(name, from.get(name));
    }
    card.put("amount_authorized", amount).put("network", from.get("brand").textValue());
    card.set(
        "checks", Shape.of("Charge.PaymentMethodDetails.Card.Checks").put("cvc_check", "pass"));
    ObjectNode details = World.node().put("type", "card");
    details.set("card", card);
    return details;
  }

  private static ObjectNode outcome(Optional<TestCard.Decline> decline) {
    ObjectNode outcome = Shape.of("Charge.Outcome").put("risk_level", "normal");
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
