package dev.karamon.sandbox.resource;

import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.billing.Payments;
import dev.karamon.sandbox.event.World;
import java.util.List;

/** Payment intents, as checkouts and invoices make them. */
public final class PaymentIntents implements Resource {
  private final Reading reading;

  public PaymentIntents(World world) {
    this.reading =
        Reading.of(world, Payments.INTENT, "/v1/payment_intents", "PaymentIntent", "customer");
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(reading.list(), reading.retrieve("client_secret"));
  }
}
