package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;

/** What a shop owes its customers: invoices below zero add to it, the next ones use it up. */
final class CustomerBalance {
  private final World world;

  CustomerBalance(World world) {
    this.world = world;
  }

  /** Settles an invoice that is being finalized with the customer's balance, where one is. */
  void apply(ObjectNode invoice) {
    var customer =
        world.objects().find("customer", invoice.get("customer").textValue()).orElseThrow();
    // A credit is a negative balance.
    var before = customer.path("balance").asLong(0);
    var total = invoice.get("total").longValue();
    var due = Math.max(0, total + Math.min(0, before));
    var after = total < 0 ? before + total : before + Math.min(total, Math.max(0, -before));
    invoice.put("starting_balance", before).put("ending_balance", after);
    invoice.put("amount_due", due).put("amount_remaining", due);
    if (after != before) {
      world.events().update("customer.updated", customer, it -> it.put("balance", after));
    }
  }
}
