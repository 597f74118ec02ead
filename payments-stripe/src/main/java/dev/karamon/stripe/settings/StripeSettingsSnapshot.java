package dev.karamon.stripe.settings;

import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All settings as they were at one moment.
 *
 * @param selected the mode that admins chose to sell in, enabled or not
 * @param revision grows with every change
 */
public record StripeSettingsSnapshot(
    long revision, StripeMode selected, Map<StripeMode, StripeSettings> modes) {
  public StripeSettingsSnapshot {
    modes = Map.copyOf(modes);
    if (modes.size() != StripeMode.values().length) {
      throw new IllegalArgumentException("The settings of a mode are missing");
    }
  }

  /** The settings of one mode. */
  public StripeSettings of(StripeMode mode) {
    return Objects.requireNonNull(modes.get(mode));
  }

  /** The mode that members pay in; empty while Stripe is switched off. */
  public Optional<StripeMode> active() {
    return Optional.of(selected).filter(mode -> of(mode).enabled());
  }

  /** The secret key of a mode. */
  public Optional<SecretText> secretKey(StripeMode mode) {
    return of(mode).secretKey().map(StripeSettings.SecretKey::text);
  }
}
