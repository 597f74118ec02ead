package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What happens when a buyer pays on the hosted page, or does not. */
public final class Checkouts {
  /** Kind of checkout sessions. */
  public static final String KIND = "checkout.session";

  /** Name, in a session's note, of what it sells: {@code [{price, quantity, …}]}. */
  public static final String LINES = "line_items";

  private static final String INTENT = "failed_intent";
  private static final Duration CHARGE_UPDATE_LAG = Duration.ofSeconds(2);

  /**
   * What the buyer typed.
   *
   * @param customer whether a 3-D Secure challenge is still to be asked, or was passed
   */
  public record Buyer(
      TestCard card, int month, int year, String name, String email, Payments.Customer customer) {}

  private final World world;
  private final Wallet wallet;
  private final Payments payments;
  private final SubscriptionLife life;
  private final Supplier<ObjectNode> newCustomer;

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
      Supplier<ObjectNode> newCustomer) {
    this.world = world;
    this.wallet = wallet;
    this.payments = payments;
    this.life = life;
    this.newCustomer = newCustomer;
  }

  /** What a session sells. */
  public JsonNode lines(JsonNode session) {
    return world.objects().note(session.get("id").textValue()).path(LINES);
  }

  /** Whether the session can still be paid. */
  public static boolean open(JsonNode session) {
    return session.path("status").asText().equals("open");
  }

  /** Pays an open session: on success it is complete, on failure it stays as it was. */
  public Payments.Outcome pay(ObjectNode session, Buyer buyer) {
    if (!open(session)) {
      throw StripeError.invalid("This Checkout Session is no longer open.");
    }
    if (buyer.customer() == Payments.Customer.PRESENT && buyer.card().authenticates()) {
      return Payments.Outcome.NEEDS_AUTHENTICATION;
    }
    if (buyer.card().declinedNow().isPresent()) {
      return world.events().inOrder(Stories.PAYMENT_CHECKOUT, () -> decline(session, buyer));
    }
    return switch (session.get("mode").textValue()) {
      case "subscription" ->
          world.events().inOrder(Stories.SUBSCRIPTION_CHECKOUT, () -> subscribe(session, buyer));
      case "setup" ->
          world.events().inOrder(Stories.SUBSCRIPTION_CHECKOUT, () -> setUp(session, buyer));
      default -> world.events().inOrder(Stories.PAYMENT_CHECKOUT, () -> payOnce(session, buyer));
    };
  }

  private Payments.Outcome decline(ObjectNode session, Buyer buyer) {
    if (session.path("amount_total").asLong(0) > 0) {
      payments.confirm(intent(session), method(buyer), buyer.customer());
    }
    return Payments.Outcome.DECLINED;
  }

  /** The intent of a session is kept when a card fails, and tried again with the next. */
  private ObjectNode intent(ObjectNode session) {
    ObjectNode note = world.objects().note(session.get("id").textValue());
    return world
        .objects()
        .find(Payments.INTENT, note.path(INTENT).asText())
        .orElseGet(() -> {
          ObjectNode intent =
              payments.intent(
                  Optional.ofNullable(session.path("customer").textValue()),
                  session.get("amount_total").longValue(),
                  session.get("currency").textValue(),
                  note.path("payment_intent_data").path("description").textValue());
          Metadata.merge(intent, intentData(note));
          shipping(intent, intentData(note));
          note.set(INTENT, intent.get("id"));
          return intent;
        });
  }

  private static void shipping(ObjectNode intent, ObjectNode data) {
    if (data.get("shipping") instanceof ObjectNode given) {
      ObjectNode shipping = intent.putObject("shipping").setAll(given.deepCopy());
      ObjectNode address = Shape.of("Address");
      given.path("address").properties().forEach(it -> address.set(it.getKey(), it.getValue()));
      shipping.set("address", address);
    }
  }

  private static ObjectNode intentData(ObjectNode note) {
    return note.get("payment_intent_data") instanceof ObjectNode data ? data : World.node();
  }

  private ObjectNode method(Buyer buyer) {
    ObjectNode billing = World.node().put("email", buyer.email()).put("name", buyer.name());
    return wallet.card(buyer.card(), buyer.month(), buyer.year(), billing);
  }

  private ObjectNode customer(ObjectNode session, Buyer buyer) {
    if (session.get("customer").isTextual()) {
      String id = session.get("customer").textValue();
      return world.objects().named("customer", id, "customer");
    }
    ObjectNode customer = newCustomer.get();
    customer.put("email", buyer.email()).put("name", buyer.name());
    world.objects().put(customer);
    world.events().record("customer.created", customer);
    session.set("customer", customer.get("id"));
    return customer;
  }

  private Payments.Outcome payOnce(ObjectNode session, Buyer buyer) {
    boolean known =
        session.get("customer").isTextual()
            || session.path("customer_creation").asText().equals("always");
    Optional<ObjectNode> customer =
        known ? Optional.of(customer(session, buyer)) : Optional.empty();
    ObjectNode intent = intent(session);
    customer.ifPresent(it -> intent.set("customer", it.get("id")));
    payments.confirm(intent, method(buyer), buyer.customer());
    session.set("payment_intent", intent.get("id"));
    complete(session, buyer, "paid");
    ObjectNode charge =
        world.objects().find("charge", intent.get("latest_charge").textValue()).orElseThrow();
    charge.put("receipt_email", buyer.email());
    world.events().recordLater("charge.updated", charge, CHARGE_UPDATE_LAG);
    return Payments.Outcome.PAID;
  }

  private Payments.Outcome subscribe(ObjectNode session, Buyer buyer) {
    ObjectNode customer = customer(session, buyer);
    ObjectNode method = method(buyer);
    wallet.attach(method, customer);
    ObjectNode subscription = life.begin(order(session, customer, method), buyer.customer(), true);
    session.set("subscription", subscription.get("id"));
    session.set("invoice", subscription.get("latest_invoice"));
    boolean free = session.get("amount_total").longValue() == 0;
    complete(session, buyer, free ? "no_payment_required" : "paid");
    return Payments.Outcome.PAID;
  }

  private NewSubscription order(ObjectNode session, ObjectNode customer, ObjectNode method) {
    JsonNode data = world.objects().note(session.get("id").textValue()).path("subscription_data");
    List<NewSubscription.Item> items = new ArrayList<>();
    for (JsonNode line : lines(session)) {
      ObjectNode price = (ObjectNode) line.get("price");
      if (Catalog.recurs(price)) {
        items.add(new NewSubscription.Item(price, line.get("quantity").longValue(), World.node()));
      }
    }
    ObjectNode attributes = World.node();
    attributes.putObject("payment_settings").setAll(Shape.of("Subscription.PaymentSettings"));
    ((ObjectNode) attributes.get("payment_settings")).put("save_default_payment_method", "off");
    for (String name : List.of("trial_settings", "description")) {
      if (data.hasNonNull(name)) {
        attributes.set(name, data.get(name).deepCopy());
      }
    }
    return new NewSubscription(
        customer,
        items,
        SubscriptionOrders.trialEnd(data, world.time().secondsFor(customer), "subscription_data."),
        Optional.of(method.get("id").textValue()),
        Metadata.of(Optional.ofNullable(data.get("metadata"))),
        attributes);
  }

  private Payments.Outcome setUp(ObjectNode session, Buyer buyer) {
    ObjectNode intent = world.fresh("SetupIntent", "seti").put("usage", "off_session");
    Optional<ObjectNode> customer =
        session.get("customer").isTextual()
            ? Optional.of(customer(session, buyer))
            : Optional.empty();
    ObjectNode method = method(buyer);
    customer.ifPresent(it -> wallet.attach(method, it));
    intent.set("customer", session.get("customer"));
    intent.set("payment_method", method.get("id"));
    intent.put("created", world.time().secondsFor(session)).put("status", "succeeded");
    intent.putObject("metadata");
    ((ArrayNode) intent.get("payment_method_types")).add("card");
    world.objects().put(intent);
    world.events().record("setup_intent.created", intent);
    world.events().record("setup_intent.succeeded", intent);
    session.set("setup_intent", intent.get("id"));
    complete(session, buyer, "no_payment_required");
    return Payments.Outcome.PAID;
  }

  private void complete(ObjectNode session, Buyer buyer, String paymentStatus) {
    session.put("status", "complete").put("payment_status", paymentStatus).putNull("url");
    ObjectNode details = Shape.of("Checkout.Session.CustomerDetails");
    details.put("email", buyer.email()).put("name", buyer.name()).put("tax_exempt", "none");
    details.set("address", Shape.of("Address"));
    details.putArray("tax_ids");
    session.set("customer_details", details);
    world.events().record("checkout.session.completed", session);
  }

  /** Ends a session that nobody paid. */
  public void expire(ObjectNode session) {
    session.put("status", "expired").putNull("url");
    world.events().record("checkout.session.expired", session);
  }

  /** Ends the sessions whose time is over. */
  public void expireDue() {
    for (ObjectNode session : world.objects().oldestFirst(KIND)) {
      if (open(session)
          && session.get("expires_at").longValue() <= world.time().secondsFor(session)) {
        expire(session);
      }
    }
  }
}
