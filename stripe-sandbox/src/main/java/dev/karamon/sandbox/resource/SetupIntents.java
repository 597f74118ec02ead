package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.sandbox.api.Call;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Listing;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.event.World;
import java.util.List;
import java.util.Set;

/** Setup intents, as checkouts make them. */
public final class SetupIntents implements Resource {
  private static final String KIND = "setup_intent";

  private final World world;

  public SetupIntents(World world) {
    this.world = world;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/v1/setup_intents",
            "SetupIntentListParams",
            Set.of("customer", "payment_method", "created"),
            this::list),
        Endpoint.get(
            "/v1/setup_intents/:id",
            "SetupIntentRetrieveParams",
            Set.of("client_secret"),
            call -> world.objects().atPath(KIND, call.id())));
  }

  private JsonNode list(Call call) {
    return Listing.page(
        call,
        world
            .objects()
            .newestFirst(KIND)
            .filter(Listing.matching(call, "customer", "payment_method"))
            .filter(Listing.inRange(call, "created")));
  }
}
