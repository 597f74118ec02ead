package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.Stories;
import dev.karamon.sandbox.event.World;

/** Invoices that a customer pays by hand, on the page that they lead to. */
public final class HostedInvoices {
  private final World world;
  private final Wallet wallet;
  private final SubscriptionLife life;

  /** The invoice pages of this world. */
  public HostedInvoices(World world, Wallet wallet, SubscriptionLife life) {
    this.world = world;
    this.wallet = wallet;
    this.life = life;
  }

  /** Tries to collect an open invoice from a customer who is there. */
  public Payments.Outcome pay(ObjectNode invoice, Checkouts.Buyer buyer) {
    if (buyer.challenged()) {
      return Payments.Outcome.NEEDS_AUTHENTICATION;
    }
    var customer =
        world.objects().named("customer", invoice.get("customer").textValue(), "customer");
    var billing = World.node().put("email", buyer.email()).put("name", buyer.name());
    var method = wallet.keep(buyer.instrument(), billing).orElseThrow();
    return world
        .events()
        .inOrder(
            Stories.COLLECTION,
            () -> {
              if (buyer.declined().isEmpty()) {
                wallet.attach(method, customer);
              }
              return life.pay(invoice, method, buyer.customer());
            });
  }
}
