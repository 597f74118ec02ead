package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;

/** Charges, as payment intents make them. */
public final class Charges implements Resource {
  private static final String KIND = "charge";

  private final World world;

  public Charges(World world) {
    this.world = world;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/charges",
            "ChargeListParams",
            Set.of("customer", "payment_intent", "created"),
            this::list),
        Endpoint.get(
            "/v1/charges/:id",
            "ChargeRetrieveParams",
            Set.of(),
            call -> world.objects().atPath(KIND, call.id())));
  }

  private JsonNode list(Call call) {
    return Listing.page(
        call,
        world
            .objects()
            .newestFirst(KIND)
            .filter(Listing.matching(call, "customer", "payment_intent"))
            .filter(Listing.inRange(call, "created")));
  }
}
