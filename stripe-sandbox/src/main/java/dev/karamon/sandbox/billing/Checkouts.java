package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import java.util.Optional;
import java.util.function.Supplier;

/** What happens when a buyer pays on the hosted page, or does not. */
public final class Checkouts {
  /** Kind of checkout sessions. */
  public static final String KIND = "checkout.session";

  /** Name, in a session's note, of what it sells: {@code [{price, quantity, …}]}. */
  public static final String LINES = "line_items";

  /**
   * Who pays, and with what.
   *
   * @param customer whether a 3-D Secure challenge is still to be asked, or was passed
   */
  public record Buyer(
      Instrument instrument, String name, String email, Payments.Customer customer) {

    /** The same buyer, after the bank has recognized them. */
    public Buyer authenticated() {
      return new Buyer(instrument, name, email, Payments.Customer.AUTHENTICATED);
    }

    /** Why what the buyer pays with is refused, if it is. */
    public Optional<TestCard.Decline> declined() {
      return instrument instanceof Instrument.Card typed
          ? typed.card().declinedNow()
          : Optional.empty();
    }

    boolean challenged() {
      return customer == Payments.Customer.PRESENT
          && instrument instanceof Instrument.Card typed
          && typed.card().authenticates();
    }
  }

  private final World world;
  private final Till till;
  private final OneTimeCheckout oneTime;
  private final SubscriptionCheckout subscriptions;

  /**
   * Checkouts in this world.
   *
   * @param newCustomer a blank customer, not stored yet
   */
  public Checkouts(
      World world,
      Wallet wallet,
      Payments payments,
      SubscriptionLife life,
      CheckoutTotals totals,
      WaitingItems waiting,
      Supplier<ObjectNode> newCustomer) {
    this.world = world;
    this.till = new Till(world, wallet, newCustomer);
    this.oneTime = new OneTimeCheckout(world, payments, totals, till);
    this.subscriptions = new SubscriptionCheckout(world, life, totals, waiting, till);
  }

  /** What a session sells. */
  public JsonNode lines(JsonNode session) {
    return world.objects().note(session.get("id").textValue()).path(LINES);
  }

  /** Whether the session can still be paid. */
  public static boolean open(JsonNode session) {
    return session.path("status").asText().equals("open");
  }

  /** Whether the buyer has to give a card or an account, now or for later. */
  public static boolean needsInstrument(JsonNode session) {
    return session.get("mode").asText().equals("setup")
        || session.path("amount_total").asLong(0) > 0
        || (session.get("mode").asText().equals("subscription")
            && session.path("payment_method_collection").asText().equals("always"));
  }

  /** Pays an open session: on success it is complete, on failure it stays as it was. */
  public Payments.Outcome pay(ObjectNode session, Buyer buyer) {
    if (!open(session)) {
      throw StripeError.invalid("This Checkout Session is no longer open.");
    }
    if (buyer.challenged()) {
      return Payments.Outcome.NEEDS_AUTHENTICATION;
    }
    if (buyer.declined().isPresent()) {
      return world
          .events()
          .inOrder(
              Stories.PAYMENT_CHECKOUT,
              () -> {
                oneTime.decline(session, buyer);
                return Payments.Outcome.DECLINED;
              });
    }
    return switch (session.get("mode").textValue()) {
      case "subscription" ->
          world
              .events()
              .inOrder(
                  Stories.SUBSCRIPTION_CHECKOUT,
                  () -> subscriptions.subscribe(session, buyer, lines(session)));
      case "setup" ->
          world.events().inOrder(Stories.SUBSCRIPTION_CHECKOUT, () -> setUp(session, buyer));
      default ->
          world.events().inOrder(Stories.PAYMENT_CHECKOUT, () -> oneTime.pay(session, buyer));
    };
  }

  private Payments.Outcome setUp(ObjectNode session, Buyer buyer) {
    var intent = world.fresh("SetupIntent", "seti").put("usage", "off_session");
    Optional<ObjectNode> customer =
        session.get("customer").isTextual()
            ? Optional.of(till.customer(session, buyer))
            : Optional.empty();
    var method = till.method(buyer).orElseThrow();
    customer.ifPresent(it -> till.attach(method, it));
    intent.set("customer", session.get("customer"));
    intent.set("payment_method", method.get("id"));
    intent.put("created", world.time().secondsFor(session)).put("status", "succeeded");
    intent.set("payment_method_types", session.get("payment_method_types").deepCopy());
    Metadata.merge(intent, till.remembered(session, "setup_intent_data"));
    world.objects().put(intent);
    world.events().record("setup_intent.created", intent);
    world.events().record("setup_intent.succeeded", intent);
    session.set("setup_intent", intent.get("id"));
    till.complete(session, buyer, "no_payment_required");
    return Payments.Outcome.PAID;
  }

  /** Ends a session that nobody paid. */
  public void expire(ObjectNode session) {
    session.put("status", "expired").putNull("url");
    world.events().record("checkout.session.expired", session);
  }

  /** Ends the sessions whose time is over. */
  public void expireDue() {
    for (var session : world.objects().oldestFirst(KIND)) {
      if (open(session)
          && session.get("expires_at").longValue() <= world.time().secondsFor(session)) {
        expire(session);
      }
    }
  }
}
