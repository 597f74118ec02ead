package dev.karamon.stripe.event.meaning;

import java.util.Optional;

/** Reads events about money that goes back to the buyer; which purchase it paid is asked. */
abstract class PaymentReversalHandler extends EventHandler {
  @Override
  public final EventMeaning read(StripeEvent event) {
    return new EventMeaning.PurchaseChanged(Optional.empty());
  }
}
