package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;
import dev.karamon.stripe.StripeJson;
import dev.karamon.stripe.SubscriptionId;

/**
 * {@code invoice.payment_failed}: a try to collect has failed. After the last try a subscription
 * may stay {@code past_due} without any event of its own. When the first one failed stands nowhere
 * else.
 */
@AutoService(EventHandler.class)
public final class InvoicePaymentFailedHandler extends InvoiceHandler {
  @Override
  public String type() {
    return "invoice.payment_failed";
  }

  @Override
  EventMeaning ofSubscription(SubscriptionId subscription, StripeEvent event) {
    var attempts = event.object().path("attempt_count");
    return StripeJson.id(event.object())
        .filter(any -> attempts.isIntegralNumber() && attempts.longValue() <= 1)
        .<EventMeaning>map(invoice -> new EventMeaning.PaymentFailed(subscription, invoice))
        .orElseGet(() -> super.ofSubscription(subscription, event));
  }
}
