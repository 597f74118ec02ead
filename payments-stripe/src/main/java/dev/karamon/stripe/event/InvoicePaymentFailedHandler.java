package dev.karamon.stripe.event;

import com.google.auto.service.AutoService;

/**
 * {@code invoice.payment_failed}: a try to collect has failed. After the last try a subscription
 * may stay {@code past_due} without any event of its own.
 */
@AutoService(EventHandler.class)
public final class InvoicePaymentFailedHandler extends InvoiceHandler {
  @Override
  public String type() {
    return "invoice.payment_failed";
  }
}
