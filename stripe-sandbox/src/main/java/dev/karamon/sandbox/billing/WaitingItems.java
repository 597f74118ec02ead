package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;

/** Makes the items that wait for an invoice. */
public final class WaitingItems {
  /** Kind of invoice items. */
  public static final String KIND = "invoiceitem";

  private final World world;
  private final Catalog catalog;

  /** Items of this world. */
  public WaitingItems(World world, Catalog catalog) {
    this.world = world;
    this.catalog = catalog;
  }

  /** An item of a plain amount; not stored yet. */
  public ObjectNode plain(ObjectNode customer, long amount, String currency) {
    return blank(customer, 1).put("amount", amount).put("currency", currency);
  }

  /** So many of a price; not stored yet. */
  public ObjectNode priced(ObjectNode customer, ObjectNode price, long quantity) {
    var item = blank(customer, quantity);
    item.put("amount", quantity * price.get("unit_amount").longValue());
    item.set("currency", price.get("currency"));
    item.put("description", catalog.productName(price));
    var shown = Shape.of("InvoiceItem.Pricing").put("type", "price_details");
    shown.set("unit_amount_decimal", price.get("unit_amount_decimal"));
    var details = shown.putObject("price_details");
    details.set("price", price.get("id"));
    details.set("product", price.get("product"));
    item.set("pricing", shown);
    return item;
  }

  private ObjectNode blank(ObjectNode customer, long quantity) {
    var item = world.fresh("InvoiceItem", "ii");
    var now = world.time().secondsFor(customer);
    item.set("customer", customer.get("id"));
    item.set("test_clock", customer.get("test_clock"));
    item.put("date", now).put("quantity", quantity).put("quantity_decimal", "" + quantity);
    item.set("period", World.node().put("start", now).put("end", now));
    item.putArray("discounts");
    item.putArray("tax_rates");
    item.putObject("metadata");
    return item.put("discountable", true);
  }

  /** Stores a finished item and tells of it. */
  public void add(ObjectNode item) {
    item.set("net_amount", item.get("amount"));
    world.objects().put(item);
    world.events().record("invoiceitem.created", item);
  }
}
