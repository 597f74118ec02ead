package dev.karamon.stripe.event;

import dev.karamon.module.Foundation;
import dev.karamon.stripe.event.meaning.EventHandlers;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.MembershipParts;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.time.Duration;

/** The way of an event from the webhook to membership, assembled. */
public final class EventPipeline {
  private final EventWorker worker;
  private final Webhooks webhooks;
  private final Events events;
  private final LateEvents late;
  private final OldEvents old;
  private final WebhookHealths healths;

  public EventPipeline(
      Foundation foundation,
      WebhookConfig config,
      Duration kept,
      EventHandlers handlers,
      Integrations integrations,
      StripeConnections connections,
      StripeThreads threads,
      MembershipParts membership) {
    var database = foundation.database();
    var clock = foundation.clock();
    var awaited = new AwaitedEvents();
    var claims = membership.claims();
    var links = membership.links();
    var applier =
        new EventApplier(
            database, claims, links, membership.membershipSync(), membership.customerSync());
    var receivedEvents = new ReceivedEvents(database, links, handlers);
    var dormant = new DormantEvents(database, integrations, receivedEvents, claims, clock);
    this.worker =
        new EventWorker(
            foundation.vertx(), database, handlers, claims, applier, awaited, dormant, clock);
    integrations.whenNoticed(worker::wakeDormant);
    var intake = new EventIntake(foundation.vertx(), database, applier);
    var inbox = new Inbox(receivedEvents, intake, worker);
    this.webhooks = new Webhooks(foundation.vertx(), integrations, config, inbox, awaited, clock);
    this.events = new Events(database, worker, foundation.audit(), clock);
    this.late =
        new LateEvents(database, integrations, connections, threads, handlers, inbox, clock);
    this.old = new OldEvents(database, kept, clock);
    this.healths =
        new WebhookHealths(
            database,
            connections,
            threads,
            handlers.types(),
            foundation.http().url(Integrations.WEBHOOK_PATH),
            config.tolerance(),
            clock);
  }

  /** Takes events in. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** Shows the inbox. */
  public Events events() {
    return events;
  }

  /** Asks Stripe for events that did not arrive. */
  public LateEvents late() {
    return late;
  }

  /** Deletes events that are no longer needed. */
  public OldEvents old() {
    return old;
  }

  /** How well events arrive and are applied. */
  public WebhookHealths healths() {
    return healths;
  }

  /** Begins to apply events. */
  public void start() {
    PackedBody.prepare();
    worker.start();
  }

  /** Finishes what is under way. */
  public Future<Void> stop() {
    return worker.stop();
  }
}
