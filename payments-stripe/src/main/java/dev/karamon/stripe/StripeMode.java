package dev.karamon.stripe;

import dev.karamon.wire.Wire;

/** Test or live mode; ids of one are unknown in the other. */
public enum StripeMode implements Wire {
  TEST,
  LIVE;

  /** The mode of an object by its {@code livemode}. */
  public static StripeMode ofLivemode(boolean livemode) {
    return livemode ? LIVE : TEST;
  }
}
