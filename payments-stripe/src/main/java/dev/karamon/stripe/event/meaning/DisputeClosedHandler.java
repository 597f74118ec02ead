package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code charge.dispute.closed}: a buyer's bank has decided whose the money is. */
@AutoService(EventHandler.class)
public final class DisputeClosedHandler extends PaymentReversalHandler {
  @Override
  public String type() {
    return "charge.dispute.closed";
  }
}
