package dev.karamon.stripe.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a mode is in use. */
public enum IntegrationStatus {
  ENABLED,
  DISABLED;

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static IntegrationStatus of(boolean enabled) {
    return enabled ? ENABLED : DISABLED;
  }
}
