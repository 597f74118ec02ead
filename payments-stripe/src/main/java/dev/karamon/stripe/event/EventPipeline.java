package dev.karamon.stripe.event;

import dev.karamon.module.Foundation;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.CustomerClaims;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.membership.MembershipSync;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;

/** The way of an event from the webhook to membership, assembled. */
public final class EventPipeline {
  private final EventWorker worker;
  private final Webhooks webhooks;
  private final Events events;

  public EventPipeline(
      Foundation foundation,
      WebhookConfig config,
      EventHandlers handlers,
      Integrations integrations,
      StripeConnections connections,
      StripeThreads threads,
      CustomerClaims claims,
      CustomerLinks links,
      MembershipSync sync) {
    var database = foundation.database();
    var clock = foundation.clock();
    var awaited = new AwaitedEvents();
    var applier = new EventApplier(database, claims, links, sync, connections, threads);
    this.worker =
        new EventWorker(foundation.vertx(), database, handlers, claims, applier, awaited, clock);
    this.webhooks =
        new Webhooks(
            integrations, config, handlers, new EventIntake(database), worker, awaited, clock);
    this.events = new Events(database, worker, foundation.audit(), clock);
  }

  /** Takes events in. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Shows the inbox. */
  public Events events() {
    return events;
  }

  /** Begins to apply events. */
  public void start() {
    worker.start();
  }

  /** Finishes what is under way. */
  public Future<Void> stop() {
    return worker.stop();
  }
}
