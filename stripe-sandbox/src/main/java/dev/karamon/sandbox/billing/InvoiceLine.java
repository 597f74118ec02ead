package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import dev.karamon.sandbox.store.Ids;

/**
 * One line of a subscription's invoice.
 *
 * @param item the subscription item that is billed
 * @param amount in the currency's smallest unit; negative for a credit
 * @param start of the period in seconds
 * @param end of the period in seconds
 */
public record InvoiceLine(
    ObjectNode item, String description, long amount, long start, long end, boolean proration) {

  /** A whole period of an item at its full price. */
  public static InvoiceLine period(ObjectNode item, String product, long start, long end) {
    var price = (ObjectNode) item.get("price");
    var quantity = item.path("quantity").asLong(1);
    var description =
        "%d × %s (at %s / %s)"
            .formatted(
                quantity,
                product,
                Money.format(
                    price.get("unit_amount").longValue(), price.get("currency").textValue()),
                price.get("recurring").get("interval").textValue());
    var amount = quantity * price.get("unit_amount").longValue();
    return new InvoiceLine(item, description, amount, start, end, false);
  }

  /** A trial: nothing to pay. */
  public static InvoiceLine trial(ObjectNode item, String product, long start, long end) {
    return new InvoiceLine(item, "Trial period for " + product, 0, start, end, false);
  }

  /** An item that waited for an invoice. */
  public static InvoiceLine waiting(ObjectNode invoiceItem) {
    return new InvoiceLine(
        invoiceItem,
        invoiceItem.path("description").asText(""),
        invoiceItem.get("amount").longValue(),
        invoiceItem.get("period").get("start").longValue(),
        invoiceItem.get("period").get("end").longValue(),
        false);
  }

  /** The amount as coupons see it. */
  Cuts.Amount discountable() {
    var product =
        ofSubscription()
            ? item.get("price").get("product").textValue()
            : item.path("pricing").path("price_details").path("product").asText("");
    return new Cuts.Amount(amount, product, !proration);
  }

  private boolean ofSubscription() {
    return item.get("object").textValue().equals("subscription_item");
  }

  ObjectNode node(ObjectNode invoice) {
    var line = Shape.of("InvoiceLineItem").put("id", Ids.next("il"));
    line.put("amount", amount).put("subtotal", amount).put("description", description);
    line.set("currency", invoice.get("currency"));
    line.set("invoice", invoice.get("id"));
    line.put("discountable", !proration).put("quantity", item.path("quantity").asLong(1));
    line.put("quantity_decimal", Long.toString(item.path("quantity").asLong(1)));
    line.putArray("discount_amounts");
    line.putArray("pretax_credit_amounts");
    line.putArray("taxes");
    line.set(
        "subscription", item.path("subscription").isTextual() ? item.get("subscription") : null);
    line.set("period", World.node().put("start", start).put("end", end));
    line.set("parent", ofSubscription() ? subscriptionItem() : invoiceItem());
    line.set("pricing", ofSubscription() ? pricing() : item.get("pricing"));
    return line;
  }

  private ObjectNode pricing() {
    var price = item.get("price");
    var pricing = Shape.of("InvoiceLineItem.Pricing").put("type", "price_details");
    pricing.set("unit_amount_decimal", price.get("unit_amount_decimal"));
    var details = pricing.putObject("price_details");
    details.set("price", price.get("id"));
    details.set("product", price.get("product"));
    return pricing;
  }

  private ObjectNode invoiceItem() {
    var details = Shape.of("InvoiceLineItem.Parent.InvoiceItemDetails");
    details.set("invoice_item", item.get("id"));
    var parent = Shape.of("InvoiceLineItem.Parent").put("type", "invoice_item_details");
    parent.set("invoice_item_details", details);
    return parent;
  }

  private ObjectNode subscriptionItem() {
    var details = Shape.of("InvoiceLineItem.Parent.SubscriptionItemDetails");
    details.put("proration", proration);
    details.set("subscription", item.get("subscription"));
    details.set("subscription_item", item.get("id"));
    var parent = Shape.of("InvoiceLineItem.Parent").put("type", "subscription_item_details");
    parent.set("subscription_item_details", details);
    return parent;
  }
}
