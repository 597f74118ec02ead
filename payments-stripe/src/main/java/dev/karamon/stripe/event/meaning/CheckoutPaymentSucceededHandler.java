package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;
import dev.karamon.stripe.CheckoutSessionId;

/** {@code checkout.session.async_payment_succeeded}: a delayed payment has arrived. */
@AutoService(EventHandler.class)
public final class CheckoutPaymentSucceededHandler extends CheckoutPaymentHandler {
  @Override
  public String type() {
    return "checkout.session.async_payment_succeeded";
  }

  @Override
  EventMeaning ofPurchase(CheckoutSessionId session) {
    return new EventMeaning.DelayedPaymentSucceeded(session);
  }
}
