package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code charge.refunded}: a payment was given back, in part or whole. */
@AutoService(EventHandler.class)
public final class ChargeRefundedHandler extends PaymentReversalHandler {
  @Override
  public String type() {
    return "charge.refunded";
  }
}
