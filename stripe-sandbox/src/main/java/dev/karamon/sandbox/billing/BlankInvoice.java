package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.ArrayList;
import java.util.List;

/** Writes a new invoice: whose it is, its lines, the discounts on them, and the sums. */
final class BlankInvoice {
  private static final List<String> ZERO =
      List.of(
          "amount_overpaid",
          "amount_paid",
          "amount_shipping",
          "attempt_count",
          "post_payment_credit_notes_amount",
          "pre_payment_credit_notes_amount",
          "starting_balance");

  private final World world;
  private final Discounts discounts;

  BlankInvoice(World world, Discounts discounts) {
    this.world = world;
    this.discounts = discounts;
  }

  ObjectNode of(ObjectNode owner, String reason, List<InvoiceLine> lines) {
    var invoice = world.fresh("Invoice", "in");
    var now = world.time().secondsFor(owner);
    addressee(invoice, owner);
    invoice.put("account_country", "US").put("account_name", "Karamon sandbox");
    invoice.put("billing_reason", reason).put("created", now).put("status", "draft");
    invoice.put("auto_advance", true).putNull("effective_at");
    invoice.put("period_start", now).put("period_end", now);
    ((ObjectNode) invoice.get("issuer")).put("type", "self");
    if (owner.has("id")) {
      invoice.set("parent", parent(owner));
    }
    invoice.set("metadata", World.node());
    ZERO.forEach(name -> invoice.put(name, 0));
    invoice.putArray("total_pretax_credit_amounts");
    invoice.putArray("total_taxes");
    fill(invoice, lines, discounts.of(owner));
    return invoice;
  }

  private void addressee(ObjectNode invoice, ObjectNode owner) {
    var customer =
        world.objects().find("customer", owner.get("customer").textValue()).orElseThrow();
    for (var name : List.of("name", "email", "phone", "address", "shipping")) {
      invoice.set("customer_" + name, customer.get(name));
    }
    invoice.set("customer", customer.get("id"));
    invoice.put("customer_tax_exempt", "none").putArray("customer_tax_ids");
    for (var name : List.of("currency", "collection_method", "test_clock", "description")) {
      invoice.set(name, owner.get(name));
    }
  }

  private static ObjectNode parent(ObjectNode subscription) {
    var details = Shape.of("Invoice.Parent.SubscriptionDetails");
    details.set("metadata", subscription.get("metadata").deepCopy());
    details.set("subscription", subscription.get("id"));
    var parent = Shape.of("Invoice.Parent").put("type", "subscription_details");
    parent.set("subscription_details", details);
    return parent;
  }

  private void fill(ObjectNode invoice, List<InvoiceLine> lines, List<ObjectNode> applied) {
    var page = World.node().put("object", "list");
    var data = page.putArray("data");
    lines.forEach(line -> data.add(line.node(invoice)));
    var url = "/v1/invoices/" + invoice.get("id").textValue() + "/lines";
    invoice.set("lines", page.put("has_more", false).put("url", url));
    var subtotal = lines.stream().mapToLong(InvoiceLine::amount).sum();
    var total = subtotal - reduce(invoice, lines, applied);
    invoice.put("subtotal", subtotal).put("subtotal_excluding_tax", subtotal);
    invoice.put("total", total).put("total_excluding_tax", total);
    var due = Math.max(0, total);
    invoice.put("amount_due", due).put("amount_remaining", due);
  }

  /** Notes what each discount takes off the invoice and its lines; the sum of it. */
  private long reduce(ObjectNode invoice, List<InvoiceLine> lines, List<ObjectNode> applied) {
    List<Cuts.Amount> left =
        new ArrayList<>(lines.stream().map(InvoiceLine::discountable).toList());
    var totals = invoice.putArray("total_discount_amounts");
    long sum = 0;
    for (var discount : applied) {
      var id = discount.get("id").textValue();
      var cuts = Cuts.off(discounts.coupon(discount), left);
      for (var i = 0; i < cuts.size(); i++) {
        long cut = cuts.get(i);
        left.set(i, left.get(i).less(cut));
        if (cut > 0) {
          var line = (ObjectNode) invoice.get("lines").get("data").get(i);
          line.withArray("discount_amounts").addObject().put("amount", cut).put("discount", id);
        }
      }
      var all = cuts.stream().mapToLong(Long::longValue).sum();
      totals.addObject().put("amount", all).put("discount", id);
      ((ArrayNode) invoice.get("discounts")).add(id);
      sum += all;
    }
    return sum;
  }
}
