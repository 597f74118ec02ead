package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code refund.failed}: what was given back has come back, so that the purchase is paid again. */
@AutoService(EventHandler.class)
public final class RefundFailedHandler extends PaymentReversalHandler {
  @Override
  public String type() {
    return "refund.failed";
  }
}
