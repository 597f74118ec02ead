package dev.karamon.stripe.gateway;

import dev.karamon.wire.Wire;

/** What a Checkout session is for. */
public enum CheckoutMode implements Wire {
  SUBSCRIPTION,
  PAYMENT,
  SETUP
}
