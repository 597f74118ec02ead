package dev.karamon.stripe.event;

import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CheckoutPage;
import java.util.Optional;

/** What an event tells, by its type; reading it does nothing. */
public sealed interface EventMeaning {
  /**
   * A subscription has changed.
   *
   * @param payload the state in the event; empty when it cannot be understood
   */
  record SubscriptionChanged(SubscriptionId subscription, Optional<SubscriptionState> payload)
      implements EventMeaning {}

  /** A buyer has finished a Checkout session. */
  record CheckoutCompleted(CheckoutPage session) implements EventMeaning {}

  /** There is nothing to do. */
  record Nothing(String reason) implements EventMeaning {}
}
