package dev.karamon.stripe.settings;

import dev.karamon.database.SealedColumn;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one mode is connected.
 *
 * @param accountId the account of the secret key, if the key may read it
 * @param lastCheck Stripe's last answer about the secret key
 * @param webhookSecrets newest first, also retired ones that have not been removed yet
 * @param version counts the changes by admins
 */
public record StripeSettings(
    StripeMode mode,
    boolean enabled,
    Optional<String> publishableKey,
    Optional<SecretKey> secretKey,
    Optional<String> accountId,
    Optional<LastCheck> lastCheck,
    List<WebhookSecret> webhookSecrets,
    int version) {
  static final SealedColumn SEALED_KEY =
      new SealedColumn("stripe_settings", "mode", "secret_key", "stripe_settings:%s:secret_key");

  static final SealedColumn SEALED_WEBHOOK_SECRET =
      new SealedColumn("stripe_webhook_secret", "id", "secret", "stripe_webhook_secret:%s");

  /** Where secrets are stored. */
  public static final List<SealedColumn> SEALED = List.of(SEALED_KEY, SEALED_WEBHOOK_SECRET);

  /** Where keys come from. */
  public enum Origin implements Wire {
    ADMIN,
    SANDBOX
  }

  /** The secret key, since when it is the one, and who brought it. */
  public record SecretKey(SecretText text, Instant since, Origin origin) {}

  /** Stripe's answer about the secret key, and when. */
  public record LastCheck(KeyCheck.State state, String message, Instant at) {}

  public StripeSettings {
    webhookSecrets = List.copyOf(webhookSecrets);
    if (enabled && secretKey.isEmpty()) {
      throw new IllegalArgumentException("Enabled without a secret key");
    }
  }

  /** The same with Stripe's new answer about the secret key. */
  StripeSettings checked(KeyCheck check, Instant now) {
    return new StripeSettings(
        mode,
        enabled,
        publishableKey,
        secretKey,
        check.accountId().or(() -> accountId),
        Optional.of(new LastCheck(check.state(), check.message(), now)),
        webhookSecrets,
        version);
  }

  /** The webhook secrets that are accepted now, newest first. */
  public List<WebhookSecret> liveWebhookSecrets(Instant now) {
    return webhookSecrets.stream().filter(secret -> secret.isLive(now)).toList();
  }
}
