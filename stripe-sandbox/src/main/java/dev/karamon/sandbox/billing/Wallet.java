package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.Optional;

/** Payment methods: cards and accounts made from test numbers, and whose they are. */
public final class Wallet {
  /** Kind of payment methods. */
  public static final String KIND = "payment_method";

  /** Type of payment methods that debit a bank account. */
  public static final String SEPA = "sepa_debit";

  private static final String NUMBER = "number";
  private static final String DETACHED = "detached";

  private final World world;

  /** Payment methods of this world. */
  public Wallet(World world) {
    this.world = world;
  }

  /** A new payment method for what the buyer typed. */
  public Optional<ObjectNode> keep(Instrument instrument, ObjectNode billing) {
    return switch (instrument) {
      case Instrument.Card(var card, int month, int year) ->
          Optional.of(card(card, month, year, billing));
      case Instrument.Debit(var iban) -> Optional.of(debit(iban, billing));
      case Instrument.Nothing() -> Optional.empty();
    };
  }

  /**
   * A new card that belongs to nobody yet.
   *
   * @param billing members of {@code billing_details} to set
   */
  public ObjectNode card(TestCard card, int month, int year, ObjectNode billing) {
    var method = method("card", card.number(), billing);
    var details = Shape.of("PaymentMethod.Card");
    details.put("brand", card.brand()).put("display_brand", card.brand()).put("country", "US");
    details.put("exp_month", month).put("exp_year", year).put("funding", "credit");
    details.put("last4", card.last4()).put("regulated_status", "unregulated");
    details.put("fingerprint", "sandbox" + card.number().hashCode());
    details.set("checks", Shape.of("PaymentMethod.Card.Checks").put("cvc_check", "pass"));
    var networks = Shape.of("PaymentMethod.Card.Networks");
    networks.putArray("available").add(card.brand());
    details.set("networks", networks);
    details.set(
        "three_d_secure_usage",
        Shape.of("PaymentMethod.Card.ThreeDSecureUsage").put("supported", true));
    method.set("card", details);
    return method;
  }

  /** A new bank account that belongs to nobody yet. */
  public ObjectNode debit(TestIban iban, ObjectNode billing) {
    var method = method(SEPA, iban.iban(), billing);
    var details = Shape.of("PaymentMethod.SepaDebit").put("branch_code", "");
    details.put("bank_code", iban.bankCode()).put("country", iban.country());
    details.put("fingerprint", "sandbox" + iban.iban().hashCode()).put("last4", iban.last4());
    method.set(SEPA, details);
    return method;
  }

  private ObjectNode method(String type, String number, ObjectNode billing) {
    var method = world.fresh("PaymentMethod", "pm");
    method.put("type", type).put("created", world.time().seconds());
    method.put("allow_redisplay", "unspecified").putObject("metadata");
    method.set("billing_details", billingDetails(billing));
    world.objects().put(method);
    world.objects().note(method.get("id").textValue()).put(NUMBER, number);
    return method;
  }

  private static ObjectNode billingDetails(ObjectNode given) {
    var details = Shape.of("PaymentMethod.BillingDetails");
    details.set("address", Shape.of("Address"));
    Shape.merge("PaymentMethod.BillingDetails", details, given);
    return details;
  }

  /** The payment method of an id, or a new one for a ready-made token such as pm_card_visa. */
  public ObjectNode named(String id, String parameter) {
    return TestCard.behind(id)
        .map(card -> card(card, 12, 2040, World.node()))
        .orElseGet(() -> world.objects().named(KIND, id, parameter));
  }

  /** As {@link #named}, for an id in a path. */
  public ObjectNode atPath(String id) {
    return TestCard.behind(id)
        .map(card -> card(card, 12, 2040, World.node()))
        .orElseGet(() -> world.objects().atPath(KIND, id));
  }

  /** The test card behind a payment method, if it is a card. */
  public Optional<TestCard> card(JsonNode method) {
    return TestCard.numbered(number(method));
  }

  /** The test account behind a payment method, if it is a bank account. */
  public Optional<TestIban> debit(JsonNode method) {
    return TestIban.numbered(number(method));
  }

  private String number(JsonNode method) {
    return world.objects().note(method.get("id").textValue()).path(NUMBER).asText();
  }

  /** Makes a payment method fail for every charge without the customer, or work again. */
  void spoil(ObjectNode method, boolean fails) {
    var number =
        method.get("type").textValue().equals(SEPA)
            ? fails ? "AT861904300235473202" : "AT611904300234573201"
            : fails ? "4000000000000341" : "4242424242424242";
    world.objects().note(method.get("id").textValue()).put(NUMBER, number);
  }

  /** Attaches a payment method to a customer, unless it is a card that is declined at once. */
  public void accept(ObjectNode method, ObjectNode customer) {
    card(method)
        .flatMap(TestCard::declinedNow)
        .ifPresent(decline -> {
          throw StripeError.card(decline.code(), decline.declineCode(), decline.message());
        });
    attach(method, customer);
  }

  /** Attaches a payment method to a customer. */
  public void attach(ObjectNode method, ObjectNode customer) {
    requireFree(method, customer);
    if (!belongs(method, customer)) {
      method.set("customer", customer.get("id"));
      world.events().record("payment_method.attached", method);
    }
  }

  private static boolean belongs(JsonNode method, JsonNode customer) {
    return method.path("customer").equals(customer.get("id"));
  }

  /** Refuses a payment method that belongs to another customer or was detached. */
  private void requireFree(ObjectNode method, ObjectNode customer) {
    if (method.path("customer").isTextual() && !belongs(method, customer)) {
      throw StripeError.invalid(
          "The payment method you provided has already been attached to a customer.",
          "payment_method");
    }
    if (world.objects().note(method.get("id").textValue()).has(DETACHED)) {
      throw StripeError.invalid(
          "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
          "payment_method");
    }
  }

  /** Detaches a payment method from its customer, for good. */
  public void detach(ObjectNode method) {
    if (method.path("customer").isNull()) {
      throw StripeError.invalid(
          "The payment method you provided is not attached to a customer so detachment is impossible.");
    }
    var before = method.deepCopy();
    method.putNull("customer");
    world.objects().note(method.get("id").textValue()).put(DETACHED, true);
    world.events().recordDifference("payment_method.detached", before, method);
  }

  /** The payment method that a parameter names for one payment of a customer. */
  public ObjectNode forPayment(String id, ObjectNode customer, String parameter) {
    var method = named(id, parameter);
    requireFree(method, customer);
    return method;
  }

  /** The payment method of a customer that a parameter names, or Stripe's refusal. */
  public ObjectNode own(String id, ObjectNode customer, String parameter) {
    var method = named(id, parameter);
    requireOwn(method, id, customer, parameter);
    return method;
  }

  /** Refuses a payment method that does not belong to the customer. */
  public void requireOwn(ObjectNode method, String id, ObjectNode customer, String parameter) {
    if (!belongs(method, customer)) {
      throw StripeError.invalid(
          "The customer does not have a payment method with the ID %s. The payment method must be attached to the customer."
              .formatted(id),
          parameter);
    }
  }

  /**
   * What a subscription is paid with: its own method, else its customer's default. Neither pays
   * after it was detached, though both are still shown.
   */
  public Optional<ObjectNode> payingFor(ObjectNode subscription) {
    var customer =
        world.objects().find("customer", subscription.get("customer").textValue()).orElseThrow();
    return attached(subscription.path("default_payment_method"), customer)
        .or(() -> general(customer));
  }

  /** The default payment method of a customer, unless it was detached. */
  Optional<ObjectNode> general(ObjectNode customer) {
    return attached(customer.path("invoice_settings").path("default_payment_method"), customer);
  }

  private Optional<ObjectNode> attached(JsonNode id, ObjectNode customer) {
    return world.objects().find(KIND, id.asText("")).filter(method -> belongs(method, customer));
  }
}
