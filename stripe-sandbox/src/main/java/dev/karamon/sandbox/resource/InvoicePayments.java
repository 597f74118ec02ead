package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What pays which invoice. */
public final class InvoicePayments implements Resource {
  private final Reading reading;

  public InvoicePayments(World world) {
    this.reading =
        Reading.of(
                world,
                Invoicing.PAYMENT,
                "/v1/invoice_payments",
                "InvoicePayment",
                "invoice",
                "status")
            .filtered(Set.of("payment.type", "payment.payment_intent"), InvoicePayments::by);
  }

  @Override
  public List<Endpoint> endpoints() {
    return reading.endpoints();
  }

  private static Predicate<ObjectNode> by(Call call) {
    return payment ->
        call.parameter("payment")
            .map(wanted ->
                wanted.properties().stream()
                    .allMatch(it -> it.getValue().equals(payment.get("payment").get(it.getKey()))))
            .orElse(true);
  }
}
