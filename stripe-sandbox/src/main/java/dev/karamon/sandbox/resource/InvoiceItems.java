package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Set;

/** Items that wait for a customer's next invoice. */
public final class InvoiceItems implements Resource {
  static final String KIND = "invoiceitem";

  private final World world;
  private final Reading reading;

  public InvoiceItems(World world) {
    this.world = world;
    this.reading =
        Reading.of(world, KIND, "/v1/invoiceitems", "InvoiceItem", "customer", "invoice");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/invoiceitems",
            "InvoiceItemCreateParams",
            Set.of(
                "customer", "amount", "currency", "description", "metadata", "pricing", "quantity"),
            this::create),
        reading.list(),
        reading.retrieve());
  }

  private JsonNode create(Call call) {
    ObjectNode customer =
        world.objects().named(Customers.KIND, call.requiredText("customer"), "customer");
    ObjectNode item = world.fresh("InvoiceItem", "ii");
    long now = world.time().secondsFor(customer);
    long quantity = call.parameter("quantity").map(JsonNode::longValue).orElse(1L);
    item.set("customer", customer.get("id"));
    item.set("test_clock", customer.get("test_clock"));
    item.put("date", now).put("quantity", quantity).put("quantity_decimal", "" + quantity);
    item.set("period", World.node().put("start", now).put("end", now));
    item.putArray("discounts");
    item.putArray("tax_rates");
    item.put("discountable", true);
    call.parameter("pricing")
        .ifPresentOrElse(pricing -> priced(item, pricing, quantity), () -> plain(item, call));
    Fields.copy(call.parameters(), item, "description");
    item.set("metadata", Metadata.of(call.parameter("metadata")));
    item.set("net_amount", item.get("amount"));
    world.objects().put(item);
    world.events().record("invoiceitem.created", item);
    return item;
  }

  private static void plain(ObjectNode item, Call call) {
    JsonNode amount =
        call.parameter("amount").orElseThrow(() -> StripeError.missingParameter("amount"));
    String currency = call.text("currency").orElse("usd");
    if (!Money.isCurrency(currency)) {
      throw StripeError.invalid("Invalid currency: " + currency, "currency");
    }
    item.put("amount", amount.longValue()).put("currency", currency);
  }

  private void priced(ObjectNode item, JsonNode pricing, long quantity) {
    String id = pricing.path("price").asText("");
    ObjectNode price = world.objects().named(Catalog.PRICE, id, "pricing[price]");
    item.put("amount", quantity * price.get("unit_amount").longValue());
    item.set("currency", price.get("currency"));
    item.put("description", new Catalog(world).productName(price));
    ObjectNode shown = Shape.of("InvoiceItem.Pricing").put("type", "price_details");
    shown.set("unit_amount_decimal", price.get("unit_amount_decimal"));
    ObjectNode details = shown.putObject("price_details");
    details.set("price", price.get("id"));
    details.set("product", price.get("product"));
    item.set("pricing", shown);
  }
}
