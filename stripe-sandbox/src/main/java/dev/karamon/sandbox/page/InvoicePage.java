package dev.karamon.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.billing.Money;
import dev.karamon.sandbox.event.World;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that an invoice's {@code hosted_invoice_url} leads to. */
final class InvoicePage {
  private final World world;

  InvoicePage(World world) {
    this.world = world;
  }

  void mount(Router router) {
    router.get("/i/:id").handler(this::show);
  }

  private void show(RoutingContext context) {
    Optional<ObjectNode> invoice = world.objects().find(Invoicing.KIND, context.pathParam("id"));
    if (invoice.isEmpty()) {
      Pages.message(context, 404, "Nothing here", "There is no such invoice.");
      return;
    }
    List<Html> rows = new ArrayList<>();
    for (JsonNode line : invoice.get().get("lines").get("data")) {
      rows.add(Table.row(line.get("description").asText(), money(line.get("amount"), line)));
    }
    Map<String, Object> values =
        Map.of(
            "number", invoice.get().path("number").asText("draft"),
            "status", invoice.get().get("status").asText(),
            "total", money(invoice.get().get("total"), invoice.get()),
            "lines", Table.of(List.of("What", "Amount"), rows));
    Pages.show(context, 200, "Invoice", Html.of("invoice", values));
  }

  private static String money(JsonNode amount, JsonNode in) {
    return Money.format(amount.longValue(), in.get("currency").textValue());
  }
}
