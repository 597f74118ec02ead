package dev.karamon.sandbox.resource;

import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.event.World;
import java.util.List;

/** Charges, as payment intents make them. */
public final class Charges implements Resource {
  private final Reading reading;

  public Charges(World world) {
    this.reading =
        Reading.of(world, "charge", "/v1/charges", "Charge", "customer", "payment_intent");
  }

  @Override
  public List<Endpoint> endpoints() {
    return reading.endpoints();
  }
}
