package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code customer.subscription.resumed}: a paused subscription has resumed. */
@AutoService(EventHandler.class)
public final class SubscriptionResumedHandler extends SubscriptionHandler {
  @Override
  public String type() {
    return "customer.subscription.resumed";
  }
}
