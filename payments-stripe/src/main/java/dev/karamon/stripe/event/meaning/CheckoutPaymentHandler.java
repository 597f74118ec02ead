package dev.karamon.stripe.event.meaning;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;

/** Reads events about the payment of a Checkout session that was completed before. */
abstract class CheckoutPaymentHandler extends EventHandler {
  @Override
  public final EventMeaning read(StripeEvent event) {
    return CheckoutPage.read(event.object())
        .map(this::meaning)
        .orElseGet(EventMeaning.Nothing::new);
  }

  private EventMeaning meaning(CheckoutPage session) {
    // A subscription itself shows whether it is paid.
    return session.mode() == CheckoutMode.PAYMENT
        ? ofPurchase(session.id())
        : new EventMeaning.Nothing();
  }

  /** What the event means for a one-time purchase. */
  abstract EventMeaning ofPurchase(CheckoutSessionId session);
}
