package dev.karamon.stripe.settings;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.gateway.KeyCheck;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of one mode's settings.
 *
 * @param check Stripe's answer about a given secret key
 * @param origin who provides the keys
 */
record SettingsChange(
    ModeDraft draft, GivenKeys given, Optional<KeyCheck> check, StripeSettings.Origin origin) {
  /** The settings after it, without the webhook secret; a stale version is refused. */
  StripeSettings applyTo(StripeSettings before, Instant now) {
    if (draft.version().filter(version -> version != before.version()).isPresent()) {
      throw new KaramonException(
          CommonError.VERSION_CONFLICT,
          "Somebody else changed these settings in the meantime. Read them again, then"
              + " repeat your change.");
    }
    var changed =
        new StripeSettings(
            before.mode(),
            draft.status().map(IntegrationStatus.ENABLED::equals).orElse(before.enabled()),
            given.publishableKey().or(before::publishableKey),
            secretKey(before, now),
            isNewKey(before) ? Optional.empty() : before.accountId(),
            before.lastCheck(),
            before.webhookSecrets(),
            before.version() + 1);
    return check.map(said -> changed.checked(said, now)).orElse(changed);
  }

  private Optional<StripeSettings.SecretKey> secretKey(StripeSettings before, Instant now) {
    return given
        .secretKey()
        .map(key ->
            new StripeSettings.SecretKey(
                key,
                isNewKey(before)
                    ? now
                    : before.secretKey().map(StripeSettings.SecretKey::since).orElse(now),
                origin))
        .or(before::secretKey);
  }

  private boolean isNewKey(StripeSettings before) {
    return given.secretKey().isPresent()
        && !given.secretKey().equals(before.secretKey().map(StripeSettings.SecretKey::text));
  }
}
