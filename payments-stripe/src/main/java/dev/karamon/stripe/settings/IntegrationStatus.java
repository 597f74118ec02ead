package dev.karamon.stripe.settings;

import dev.karamon.wire.Wire;

/** Whether a mode is in use. */
public enum IntegrationStatus implements Wire {
  ENABLED,
  DISABLED;

  static IntegrationStatus of(boolean enabled) {
    return enabled ? ENABLED : DISABLED;
  }
}
