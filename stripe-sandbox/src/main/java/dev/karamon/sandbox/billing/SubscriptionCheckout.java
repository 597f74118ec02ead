package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checkout that begins a subscription. */
final class SubscriptionCheckout {
  private final World world;
  private final SubscriptionLife life;
  private final CheckoutTotals totals;
  private final WaitingItems waiting;
  private final Till till;

  SubscriptionCheckout(
      World world, SubscriptionLife life, CheckoutTotals totals, WaitingItems waiting, Till till) {
    this.waiting = waiting;
    this.totals = totals;
    this.world = world;
    this.life = life;
    this.till = till;
  }

  Payments.Outcome subscribe(ObjectNode session, Checkouts.Buyer buyer, JsonNode lines) {
    var customer = till.customer(session, buyer);
    var method = till.method(buyer);
    method.ifPresent(it -> till.attach(it, customer));
    var subscription = life.begin(order(session, customer, method, lines), buyer.customer(), true);
    session.set("subscription", subscription.get("id"));
    session.set("invoice", subscription.get("latest_invoice"));
    var free = session.get("amount_total").longValue() == 0;
    var pending = !free && buyer.instrument() instanceof Instrument.Debit;
    till.complete(session, buyer, free ? "no_payment_required" : pending ? "unpaid" : "paid");
    return pending ? Payments.Outcome.PENDING : Payments.Outcome.PAID;
  }

  private NewSubscription order(
      ObjectNode session, ObjectNode customer, Optional<ObjectNode> method, JsonNode lines) {
    var data = till.remembered(session, "subscription_data");
    List<NewSubscription.Item> items = new ArrayList<>();
    List<ObjectNode> extras = new ArrayList<>();
    for (var line : lines) {
      var price = (ObjectNode) line.get("price");
      var quantity = line.get("quantity").longValue();
      if (Catalog.recurs(price)) {
        items.add(new NewSubscription.Item(price, quantity, World.node()));
      } else {
        extras.add(waiting.priced(customer, price, quantity));
      }
    }
    extras.forEach(waiting::add);
    return new NewSubscription(
        customer,
        items,
        extras,
        SubscriptionOrders.trialEnd(data, world.time().secondsFor(customer), "subscription_data."),
        method.map(it -> it.get("id").textValue()),
        totals.of(session),
        Optional.of(session.get("id").textValue()),
        Metadata.of(Optional.ofNullable(data.get("metadata"))),
        attributes(data));
  }

  private static ObjectNode attributes(ObjectNode data) {
    return data.deepCopy().retain("trial_settings", "description");
  }
}
