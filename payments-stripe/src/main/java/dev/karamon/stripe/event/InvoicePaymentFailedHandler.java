package dev.karamon.stripe.event;

import com.google.auto.service.AutoService;
import java.util.Optional;

/**
 * {@code invoice.payment_failed}: a try to collect has failed. After the last try a subscription
 * may stay {@code past_due} without any event of its own.
 */
@AutoService(EventHandler.class)
public final class InvoicePaymentFailedHandler extends EventHandler {
  @Override
  public String type() {
    return "invoice.payment_failed";
  }

  @Override
  public EventMeaning read(StripeEvent event) {
    return event
        .subscription()
        .<EventMeaning>map(id -> new EventMeaning.SubscriptionChanged(id, Optional.empty()))
        .orElseGet(EventMeaning.Nothing::new);
  }
}
