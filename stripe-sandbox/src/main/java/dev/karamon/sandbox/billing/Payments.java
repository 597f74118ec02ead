package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.store.Ids;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payment intents and their charges. */
public final class Payments {
  /** Kind of payment intents. */
  public static final String INTENT = "payment_intent";

  /** Kind of the sandbox's own notes of when a debit is settled, by the id of its intent. */
  static final String PENDING = "_pending_payment";

  private static final Duration CLEARING = Duration.ofMinutes(3);
  private static final TestCard.Decline RETURNED =
      new TestCard.Decline(
          "payment_method_provider_decline",
          Optional.of("generic_decline"),
          "The customer's bank refused the debit.");

  /** Whether the customer is there to type, choose and authenticate. */
  public enum Customer {
    PRESENT,
    AUTHENTICATED,
    ABSENT
  }

  /** How an attempt to pay ended. */
  public enum Outcome {
    PAID,
    PENDING,
    DECLINED,
    NEEDS_AUTHENTICATION
  }

  private final World world;
  private final Wallet wallet;
  private final Disputes disputes;
  private final NewCharge newCharge;

  /** Payments of this world. */
  public Payments(World world, Wallet wallet, Disputes disputes) {
    this.world = world;
    this.wallet = wallet;
    this.disputes = disputes;
    this.newCharge = new NewCharge(world);
  }

  /** A new intent to collect an amount. */
  public ObjectNode intent(
      Optional<String> customer, long amount, String currency, @Nullable String what) {
    var intent = world.fresh("PaymentIntent", "pi");
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
    intent.put("payment_method", method.get("id").textValue());
    var account = wallet.debit(method);
    if (account.isPresent()) {
      debit(intent, method);
      return Outcome.PENDING;
    }
    var card = wallet.card(method).orElseThrow();
    if (asksFor3DSecure(card, customer)) {
      requireAuthentication(intent);
      return Outcome.NEEDS_AUTHENTICATION;
    }
    var decline = customer == Customer.ABSENT ? card.declinedLater() : card.declinedNow();
    var charge = newCharge.ofCard(intent, method, decline);
    intent.put("latest_charge", charge.get("id").textValue()).putNull("next_action");
    if (decline.isPresent()) {
      fail(intent, method, charge, decline.get());
      return Outcome.DECLINED;
    }
    succeed(intent, charge, card.disputed());
    return Outcome.PAID;
  }

  private static boolean asksFor3DSecure(TestCard card, Customer customer) {
    return switch (customer) {
      case PRESENT -> card.authenticates();
      case AUTHENTICATED -> false;
      case ABSENT -> card.declinedLater().filter(TestCard.Decline::forAuthentication).isPresent();
    };
  }

  private void succeed(ObjectNode intent, ObjectNode charge, boolean disputed) {
    intent.put("status", "succeeded").put("amount_received", intent.get("amount").longValue());
    intent.putNull("last_payment_error");
    world.events().record("charge.succeeded", charge);
    world.events().record("payment_intent.succeeded", intent);
    if (disputed) {
      disputes.open(charge);
    }
  }

  private void debit(ObjectNode intent, ObjectNode method) {
    var charge = newCharge.ofDebit(intent, method);
    intent.put("latest_charge", charge.get("id").textValue()).put("status", "processing");
    intent.putNull("last_payment_error");
    world.events().record("charge.pending", charge);
    world.events().record("payment_intent.processing", intent);
    var id = intent.get("id").textValue();
    var pending = World.node().put("intent", id);
    pending.put("at", world.time().secondsFor(intent) + CLEARING.toSeconds());
    world
        .objects()
        .find("customer", intent.path("customer").asText(""))
        .ifPresent(customer -> pending.set("test_clock", customer.path("test_clock")));
    world.objects().put(PENDING, id, pending);
  }

  /** Ends the wait for a debit: the money is there, or the bank gave it back. */
  void settle(ObjectNode intent, boolean succeeds) {
    world.objects().remove(PENDING, intent.get("id").textValue());
    var charge =
        world.objects().find("charge", intent.get("latest_charge").textValue()).orElseThrow();
    var method =
        world.objects().find(Wallet.KIND, intent.get("payment_method").textValue()).orElseThrow();
    if (succeeds) {
      charge.put("status", "succeeded");
      succeed(intent, charge, wallet.debit(method).filter(TestIban::disputed).isPresent());
    } else {
      charge.put("status", "failed").put("paid", false).put("captured", false);
      charge.put("amount_captured", 0).put("failure_code", RETURNED.code());
      charge.put("failure_message", RETURNED.message());
      fail(intent, method, charge, RETURNED);
    }
  }

  private void requireAuthentication(ObjectNode intent) {
    intent.put("status", "requires_action");
    intent.putObject("next_action").put("type", "use_stripe_sdk").putObject("use_stripe_sdk");
    world.events().record("payment_intent.requires_action", intent);
  }

  private void fail(
      ObjectNode intent, ObjectNode method, ObjectNode charge, TestCard.Decline decline) {
    var error = World.node().put("charge", charge.get("id").textValue());
    error.put("code", decline.code());
    decline.declineCode().ifPresent(code -> error.put("decline_code", code));
    error.put("message", decline.message()).put("type", "card_error");
    error.set("payment_method", method.deepCopy());
    intent.set("last_payment_error", error);
    intent.put("status", "requires_payment_method").putNull("payment_method");
    world.events().record("charge.failed", charge);
    world.events().record("payment_intent.payment_failed", intent);
  }
}
