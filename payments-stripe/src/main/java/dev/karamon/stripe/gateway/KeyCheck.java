package dev.karamon.stripe.gateway;

import dev.karamon.error.KaramonException;
import dev.karamon.wire.Wire;
import java.util.List;
import java.util.Optional;

/**
 * What Stripe says to a secret key.
 *
 * @param message one sentence for an admin
 * @param accountId the account; absent when the key may not read it
 * @param missingPermissions what a restricted key lacks for the work here
 */
public record KeyCheck(
    State state, String message, Optional<String> accountId, List<String> missingPermissions) {
  /** The outcome. */
  public enum State implements Wire {
    OK,
    INVALID_KEY,
    MISSING_PERMISSION,
    UNREACHABLE
  }

  public KeyCheck {
    missingPermissions = List.copyOf(missingPermissions);
  }

  /** What a call has shown that was refused because of its key. */
  public static KeyCheck refused(KaramonException refusal) {
    var state =
        refusal.code() == StripeError.STRIPE_KEY_INVALID
            ? State.INVALID_KEY
            : State.MISSING_PERMISSION;
    return new KeyCheck(state, refusal.getMessage(), Optional.empty(), List.of());
  }
}
