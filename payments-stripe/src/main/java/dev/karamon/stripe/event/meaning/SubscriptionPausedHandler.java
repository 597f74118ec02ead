package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code customer.subscription.paused}: a trial has ended without a way to pay. */
@AutoService(EventHandler.class)
public final class SubscriptionPausedHandler extends SubscriptionHandler {
  @Override
  public String type() {
    return "customer.subscription.paused";
  }
}
