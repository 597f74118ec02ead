package dev.karamon.stripe.settings;

import dev.karamon.secret.SecretText;
import java.time.Instant;
import java.util.Optional;

/**
 * What Stripe signs events with.
 *
 * @param endpointId Stripe's id of the endpoint it belongs to; absent for one that was typed in
 * @param retiresAt from when on it is not accepted; absent for the present one
 */
public record WebhookSecret(
    long id,
    SecretText secret,
    Optional<String> endpointId,
    Instant createdAt,
    Optional<Instant> retiresAt) {
  /** True while events signed with it are accepted. */
  public boolean isLive(Instant now) {
    return retiresAt.isEmpty() || now.isBefore(retiresAt.get());
  }
}
