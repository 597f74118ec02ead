package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;

/** {@code customer.deleted}: a customer was deleted, and its subscriptions with it. */
@AutoService(EventHandler.class)
public final class CustomerDeletedHandler extends EventHandler {
  @Override
  public String type() {
    return "customer.deleted";
  }

  @Override
  public EventMeaning read(StripeEvent event) {
    return new EventMeaning.CustomerDeleted();
  }
}
