package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code customer.subscription.created}: a subscription has begun. */
@AutoService(EventHandler.class)
public final class SubscriptionCreatedHandler extends SubscriptionHandler {
  @Override
  public String type() {
    return "customer.subscription.created";
  }
}
