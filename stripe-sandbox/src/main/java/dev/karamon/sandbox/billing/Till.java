package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.Optional;
import java.util.function.Supplier;

/** What every kind of checkout does: know the buyer, keep what pays, close the session. */
final class Till {
  private final World world;
  private final Wallet wallet;
  private final Supplier<ObjectNode> newCustomer;

  Till(World world, Wallet wallet, Supplier<ObjectNode> newCustomer) {
    this.world = world;
    this.wallet = wallet;
    this.newCustomer = newCustomer;
  }

  /** The session's customer; a new one if the session has none. */
  ObjectNode customer(ObjectNode session, Checkouts.Buyer buyer) {
    if (session.get("customer").isTextual()) {
      var id = session.get("customer").textValue();
      return world.objects().named("customer", id, "customer");
    }
    var customer = newCustomer.get();
    customer.put("email", buyer.email()).put("name", buyer.name());
    world.objects().put(customer);
    world.events().record("customer.created", customer);
    session.set("customer", customer.get("id"));
    return customer;
  }

  /** A payment method for what the buyer typed, if anything was needed. */
  Optional<ObjectNode> method(Checkouts.Buyer buyer) {
    var billing = World.node().put("email", buyer.email()).put("name", buyer.name());
    return wallet.keep(buyer.instrument(), billing);
  }

  /** Gives a payment method to a customer. */
  void attach(ObjectNode method, ObjectNode customer) {
    wallet.attach(method, customer);
  }

  void complete(ObjectNode session, Checkouts.Buyer buyer, String paymentStatus) {
    session.put("status", "complete").put("payment_status", paymentStatus).putNull("url");
    var details = Shape.of("Checkout.Session.CustomerDetails");
    details.put("email", buyer.email()).put("name", buyer.name()).put("tax_exempt", "none");
    details.set("address", Shape.of("Address"));
    details.putArray("tax_ids");
    session.set("customer_details", details);
    world.events().record("checkout.session.completed", session);
  }

  /** What the sandbox remembers of the session's order under a name; empty if nothing. */
  ObjectNode remembered(JsonNode session, String name) {
    return world.objects().note(session.get("id").textValue()).get(name) instanceof ObjectNode data
        ? data
        : World.node();
  }
}
