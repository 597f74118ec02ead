package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.time.Duration;
import java.util.Optional;

/** A checkout that is paid once. */
final class OneTimeCheckout {
  private static final String INTENT = "failed_intent";
  private static final String LATER = "setup_future_usage";
  private static final Duration CHARGE_UPDATE_LAG = Duration.ofSeconds(2);

  private final World world;
  private final Payments payments;
  private final CheckoutTotals totals;
  private final Till till;

  OneTimeCheckout(World world, Payments payments, CheckoutTotals totals, Till till) {
    this.totals = totals;
    this.world = world;
    this.payments = payments;
    this.till = till;
  }

  Payments.Outcome pay(ObjectNode session, Checkouts.Buyer buyer) {
    var kept = till.remembered(session, "payment_intent_data").has(LATER);
    var known =
        kept
            || session.get("customer").isTextual()
            || session.path("customer_creation").asText().equals("always");
    Optional<ObjectNode> customer =
        known ? Optional.of(till.customer(session, buyer)) : Optional.empty();
    var method = till.method(buyer);
    totals.redeem(session);
    if (session.get("amount_total").longValue() == 0 || method.isEmpty()) {
      till.complete(session, buyer, "no_payment_required");
      return Payments.Outcome.PAID;
    }
    customer.filter(_ -> kept).ifPresent(it -> till.attach(method.get(), it));
    var intent = intent(session);
    customer.ifPresent(it -> intent.set("customer", it.get("id")));
    return collect(session, intent, method.get(), buyer);
  }

  private Payments.Outcome collect(
      ObjectNode session, ObjectNode intent, ObjectNode method, Checkouts.Buyer buyer) {
    var outcome = payments.confirm(intent, method, buyer.customer());
    session.set("payment_intent", intent.get("id"));
    var charge =
        world.objects().find("charge", intent.get("latest_charge").textValue()).orElseThrow();
    charge.put("receipt_email", buyer.email());
    var paid = outcome == Payments.Outcome.PAID;
    till.complete(session, buyer, paid ? "paid" : "unpaid");
    if (paid) {
      world.events().recordLater("charge.updated", charge, CHARGE_UPDATE_LAG);
    }
    return outcome;
  }

  /** A card fails: the session stays as it was. */
  void decline(ObjectNode session, Checkouts.Buyer buyer) {
    if (session.path("amount_total").asLong(0) > 0) {
      till.method(buyer)
          .ifPresent(method -> payments.confirm(intent(session), method, buyer.customer()));
    }
  }

  /** The intent of a session is kept when a card fails, and tried again with the next. */
  private ObjectNode intent(ObjectNode session) {
    var note = world.objects().note(session.get("id").textValue());
    return world
        .objects()
        .find(Payments.INTENT, note.path(INTENT).asText())
        .filter(it -> it.get("amount").equals(session.get("amount_total")))
        .orElseGet(() -> {
          var data = till.remembered(session, "payment_intent_data");
          var intent =
              payments.intent(
                  Optional.ofNullable(session.path("customer").textValue()),
                  session.get("amount_total").longValue(),
                  session.get("currency").textValue(),
                  data.path("description").textValue());
          intent.set("payment_method_types", session.get("payment_method_types").deepCopy());
          Metadata.merge(intent, data);
          intent.put(LATER, data.path(LATER).textValue());
          shipping(intent, data);
          note.set(INTENT, intent.get("id"));
          return intent;
        });
  }

  private static void shipping(ObjectNode intent, ObjectNode data) {
    if (data.has("shipping")) {
      Shape.merge("PaymentIntent", intent, World.node().set("shipping", data.get("shipping")));
    }
  }
}
