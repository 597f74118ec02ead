package dev.karamon.stripe.event.meaning;

import com.google.auto.service.AutoService;
import dev.karamon.stripe.gateway.CheckoutPage;

/**
 * {@code checkout.session.completed}: a buyer has finished Checkout; Stripe holds the redirect for
 * it.
 */
@AutoService(EventHandler.class)
public final class CheckoutCompletedHandler extends EventHandler {
  /** The type that the buyer waits for. */
  public static final String TYPE = "checkout.session.completed";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public EventMeaning read(StripeEvent event) {
    return CheckoutPage.read(event.object())
        .<EventMeaning>map(EventMeaning.CheckoutCompleted::new)
        .orElseGet(EventMeaning.Nothing::new);
  }
}
