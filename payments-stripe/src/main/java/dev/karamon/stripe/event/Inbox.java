package dev.karamon.stripe.event;

import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.event.meaning.StripeEvent;
import dev.karamon.stripe.settings.StripeSettingsSnapshot;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** Takes events in, however they arrive: what is not applied at once is left to the workers. */
final class Inbox {
  private final ReceivedEvents receivedEvents;
  private final EventIntake intake;
  private final EventWorker worker;

  Inbox(ReceivedEvents receivedEvents, EventIntake intake, EventWorker worker) {
    this.receivedEvents = receivedEvents;
    this.intake = intake;
    this.worker = worker;
  }

  /**
   * An event as it is to be kept.
   *
   * @param signedFor the mode whose secret signed it; empty when Stripe was asked for it
   */
  Future<ReceivedEvent> judged(
      StripeEvent event,
      Optional<StripeMode> signedFor,
      StripeSettingsSnapshot settings,
      Buffer body,
      Instant now) {
    return receivedEvents.of(event, signedFor, settings, body, now);
  }

  /** Stores an event; one that is already stored counts as stored. Returns what became of it. */
  Future<EventStatus> keep(ReceivedEvent received) {
    return intake
        .keep(received)
        .onSuccess(status -> {
          if (status == EventStatus.PENDING) {
            worker.kick();
          }
        });
  }

  /** Whether an event is still to be applied; a redelivered one may have been applied long ago. */
  Future<Boolean> isOpen(String event) {
    return intake.isOpen(event);
  }
}
