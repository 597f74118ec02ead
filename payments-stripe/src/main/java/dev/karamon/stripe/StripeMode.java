package dev.karamon.stripe;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Test or live mode; ids of one are unknown in the other. */
public enum StripeMode {
  TEST,
  LIVE;

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode of a wire name that is known to be valid. */
  public static StripeMode of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  /** The mode of an object by its {@code livemode}. */
  public static StripeMode ofLivemode(boolean livemode) {
    return livemode ? LIVE : TEST;
  }

  /** Whether objects of this mode say {@code livemode: true}. */
  public boolean livemode() {
    return this == LIVE;
  }
}
