package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;

/** Payment intents, as checkouts and invoices make them. */
public final class PaymentIntents implements Resource {
  private static final String KIND = "payment_intent";

  private final World world;

  public PaymentIntents(World world) {
    this.world = world;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/payment_intents",
            "PaymentIntentListParams",
            Set.of("customer", "created"),
            this::list),
        Endpoint.get(
            "/v1/payment_intents/:id",
            "PaymentIntentRetrieveParams",
            Set.of("client_secret"),
            call -> world.objects().atPath(KIND, call.id())));
  }

  private JsonNode list(Call call) {
    return Listing.page(
        call,
        world
            .objects()
            .newestFirst(KIND)
            .filter(Listing.matching(call, "customer"))
            .filter(Listing.inRange(call, "created")));
  }
}
