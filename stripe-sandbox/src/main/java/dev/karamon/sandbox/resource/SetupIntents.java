package dev.karamon.sandbox.resource;

import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.event.World;
import java.util.List;

/** Setup intents, as checkouts make them. */
public final class SetupIntents implements Resource {
  private final Reading reading;

  public SetupIntents(World world) {
    this.reading =
        Reading.of(
            world,
            "setup_intent",
            "/v1/setup_intents",
            "SetupIntent",
            "customer",
            "payment_method");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(reading.list(), reading.retrieve("client_secret"));
  }
}
