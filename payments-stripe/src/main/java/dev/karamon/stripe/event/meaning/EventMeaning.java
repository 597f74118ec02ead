package dev.karamon.stripe.event.meaning;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CheckoutPage;
import java.util.Optional;

/** What an event means, by its type; reading it changes nothing. */
public sealed interface EventMeaning {
  /**
   * A subscription has changed.
   *
   * @param payload the state in the event; empty when it shows none that can be understood
   */
  record SubscriptionChanged(SubscriptionId subscription, Optional<SubscriptionState> payload)
      implements EventMeaning {}

  /**
   * The first try to collect an invoice of a subscription has failed: its debt counts from now on.
   */
  record PaymentFailed(SubscriptionId subscription, String invoice) implements EventMeaning {}

  /** An invoice of a subscription was paid, which decides something only when one was owed. */
  record InvoicePaid(SubscriptionId subscription) implements EventMeaning {}

  /** A buyer has finished a Checkout session. */
  record CheckoutCompleted(CheckoutPage session) implements EventMeaning {}

  /**
   * A one-time purchase has changed.
   *
   * @param session empty when the event does not say which one
   */
  record PurchaseChanged(Optional<CheckoutSessionId> session) implements EventMeaning {}

  /** The money for a one-time purchase has arrived, some time after the order. */
  record DelayedPaymentSucceeded(CheckoutSessionId session) implements EventMeaning {}

  /** A customer was deleted. */
  record CustomerDeleted() implements EventMeaning {}

  /** There is nothing to do. */
  record Nothing() implements EventMeaning {}
}
