package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;
import dev.karamon.stripe.CheckoutSessionId;
import java.util.Optional;

/** {@code checkout.session.async_payment_failed}: a delayed payment failed. */
@AutoService(EventHandler.class)
public final class CheckoutPaymentFailedHandler extends CheckoutPaymentHandler {
  @Override
  public String type() {
    return "checkout.session.async_payment_failed";
  }

  @Override
  EventMeaning ofPurchase(CheckoutSessionId session) {
    return new EventMeaning.PurchaseChanged(Optional.of(session));
  }
}
