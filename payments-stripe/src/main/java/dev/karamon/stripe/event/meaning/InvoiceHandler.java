package dev.karamon.stripe.event.meaning;

import dev.karamon.stripe.SubscriptionId;
import java.util.Optional;

/** Reads events about an invoice of a subscription; what it owes then is asked. */
abstract class InvoiceHandler extends EventHandler {
  @Override
  public final EventMeaning read(StripeEvent event) {
    return event
        .subscription()
        .map(id -> ofSubscription(id, event))
        .orElseGet(EventMeaning.Nothing::new);
  }

  /** What the event means for the subscription. */
  EventMeaning ofSubscription(SubscriptionId subscription, StripeEvent event) {
    return new EventMeaning.SubscriptionChanged(subscription, Optional.empty());
  }
}
