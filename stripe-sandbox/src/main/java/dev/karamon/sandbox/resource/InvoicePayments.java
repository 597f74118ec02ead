package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Invoicing;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;

/** What pays which invoice. */
public final class InvoicePayments implements Resource {
  private final World world;

  public InvoicePayments(World world) {
    this.world = world;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/invoice_payments",
            "InvoicePaymentListParams",
            Set.of("invoice", "status", "payment.type", "payment.payment_intent"),
            this::list),
        Endpoint.get(
            "/v1/invoice_payments/:id",
            "InvoicePaymentRetrieveParams",
            Set.of(),
            call -> world.objects().atPath(Invoicing.PAYMENT, call.id())));
  }

  private JsonNode list(Call call) {
    return Listing.page(
        call,
        world
            .objects()
            .newestFirst(Invoicing.PAYMENT)
            .filter(Listing.matching(call, "invoice", "status"))
            .filter(payment ->
                call.parameter("payment")
                    .map(wanted -> wanted.path("payment_intent"))
                    .filter(JsonNode::isTextual)
                    .map(payment.get("payment").path("payment_intent")::equals)
                    .orElse(true)));
  }
}
