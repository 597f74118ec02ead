package dev.karamon.stripe.event;

import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import java.util.Optional;

/** Reads events about the payment of a Checkout session that was completed before. */
abstract class CheckoutPaymentHandler extends EventHandler {
  @Override
  public final EventMeaning read(StripeEvent event) {
    return CheckoutPage.read(event.object())
        .map(CheckoutPaymentHandler::meaning)
        .orElseGet(() -> new EventMeaning.Nothing("The event shows no Checkout session."));
  }

  private static EventMeaning meaning(CheckoutPage session) {
    return session.mode() == CheckoutMode.PAYMENT
        ? new EventMeaning.PurchaseChanged(Optional.of(session.id()))
        : new EventMeaning.Nothing("A subscription tells itself whether it is paid.");
  }
}
