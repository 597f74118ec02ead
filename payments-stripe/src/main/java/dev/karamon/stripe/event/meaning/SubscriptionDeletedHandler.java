package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code customer.subscription.deleted}: a subscription has ended. */
@AutoService(EventHandler.class)
public final class SubscriptionDeletedHandler extends SubscriptionHandler {
  @Override
  public String type() {
    return "customer.subscription.deleted";
  }
}
