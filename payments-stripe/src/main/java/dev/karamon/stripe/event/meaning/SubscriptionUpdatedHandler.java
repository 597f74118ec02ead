package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code customer.subscription.updated}: status, items, trial or plans to cancel have changed. */
@AutoService(EventHandler.class)
public final class SubscriptionUpdatedHandler extends SubscriptionHandler {
  @Override
  public String type() {
    return "customer.subscription.updated";
  }
}
