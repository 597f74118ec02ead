package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;
import dev.karamon.stripe.SubscriptionId;

/**
 * {@code invoice.paid}: an invoice was paid. After one that was written off, the subscription does
 * not change by it.
 */
@AutoService(EventHandler.class)
public final class InvoicePaidHandler extends InvoiceHandler {
  @Override
  public String type() {
    return "invoice.paid";
  }

  @Override
  EventMeaning ofSubscription(SubscriptionId subscription, StripeEvent event) {
    return new EventMeaning.InvoicePaid(subscription);
  }
}
