package dev.karamon.stripe.event.meaning;

import dev.karamon.stripe.SubscriptionReader;

/** Reads events whose object is the subscription as it is after the change. */
abstract class SubscriptionHandler extends EventHandler {
  @Override
  public final EventMeaning read(StripeEvent event) {
    return event
        .subscription()
        .<EventMeaning>map(
            id -> new EventMeaning.SubscriptionChanged(id, SubscriptionReader.read(event.object())))
        .orElseGet(EventMeaning.Nothing::new);
  }
}
