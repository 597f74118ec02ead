package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Catalog;
import dev.karamon.sandbox.billing.Metadata;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.billing.WaitingItems;
import dev.karamon.sandbox.error.StripeError;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;

/** Items that wait for a customer's next invoice. */
public final class InvoiceItems implements Resource {
  private final World world;
  private final WaitingItems items;
  private final Reading reading;

  public InvoiceItems(World world, WaitingItems items) {
    this.items = items;
    this.world = world;
    this.reading =
        Reading.of(
            world, WaitingItems.KIND, "/v1/invoiceitems", "InvoiceItem", "customer", "invoice");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "/v1/invoiceitems",
            "InvoiceItemCreateParams",
            Set.of(
                "customer",
                "amount",
                "currency",
                "description",
                "metadata",
                "pricing.price",
                "quantity"),
            this::create),
        reading.list(),
        reading.retrieve());
  }

  private JsonNode create(Call call) {
    var customer = world.objects().named(Customers.KIND, call.requiredText("customer"), "customer");
    var item =
        call.parameter("pricing")
            .map(pricing -> priced(customer, pricing, call))
            .orElseGet(() -> plain(customer, call));
    Fields.copy(call.parameters(), item, "description");
    Metadata.merge(item, call.parameters());
    items.add(item);
    return item;
  }

  private ObjectNode plain(ObjectNode customer, Call call) {
    var amount = call.parameter("amount").orElseThrow(() -> StripeError.missingParameter("amount"));
    var currency = call.text("currency").orElse("usd");
    if (!Money.isCurrency(currency)) {
      throw StripeError.invalid("Invalid currency: " + currency, "currency");
    }
    return items.plain(customer, amount.longValue(), currency);
  }

  private ObjectNode priced(ObjectNode customer, JsonNode pricing, Call call) {
    var id = pricing.path("price").asText("");
    var price = world.objects().named(Catalog.PRICE, id, "pricing[price]");
    long quantity = call.number("quantity", 0).orElse(1L);
    return items.priced(customer, price, quantity);
  }
}
