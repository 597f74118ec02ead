package dev.karamon.stripe.gateway;

import java.util.Locale;

/** What a Checkout session is for. */
public enum CheckoutMode {
  SUBSCRIPTION,
  PAYMENT,
  SETUP;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CheckoutMode of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
