package dev.karamon.stripe.settings;

import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The state of a connection. */
@Schema(name = "Health")
public record ConnectionHealth(
    State state,
    @Schema(description = "One sentence that says what to do.") String message,
    @Schema(description = "When Stripe was last asked about the secret key.")
        Optional<Instant> checkedAt) {
  /** The worst that is known. */
  public enum State implements Wire {
    OK,
    DISABLED,
    UNCHECKED,
    INVALID_KEY,
    MISSING_PERMISSION,
    UNREACHABLE,
    NO_WEBHOOK_SECRET;

    static State of(KeyCheck.State check) {
      return valueOf(check.name());
    }
  }

  static ConnectionHealth of(StripeSettings settings, Instant now) {
    var check = settings.lastCheck();
    var at = check.map(StripeSettings.LastCheck::at);
    if (!settings.enabled()) {
      return new ConnectionHealth(State.DISABLED, "Disabled: nobody pays through this mode.", at);
    }
    if (check.isEmpty()) {
      return new ConnectionHealth(State.UNCHECKED, "The secret key has not been checked yet.", at);
    }
    if (check.get().state() != KeyCheck.State.OK) {
      return new ConnectionHealth(State.of(check.get().state()), text(check.get()), at);
    }
    if (settings.liveWebhookSecrets(now).isEmpty()) {
      return new ConnectionHealth(
          State.NO_WEBHOOK_SECRET,
          "There is no webhook secret, so Stripe's events are refused. Register the"
              + " webhook, or enter its signing secret.",
          at);
    }
    return new ConnectionHealth(State.OK, "Stripe accepts the secret key.", at);
  }

  private static String text(StripeSettings.LastCheck check) {
    return check.state() == KeyCheck.State.UNREACHABLE
        ? "The secret key could not be checked: " + check.message()
        : check.message();
  }
}
