package dev.karamon.stripe.settings;

import dev.karamon.stripe.StripeMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the audit log records of a connection: everything admins change, but no secret. */
record AuditView(
    StripeMode selectedMode,
    IntegrationStatus status,
    Optional<String> publishableKey,
    Optional<String> secretKeyHint,
    Optional<Instant> secretKeySince,
    Optional<String> accountId,
    List<ModeView.Secret> webhookSecrets) {
  static AuditView of(StripeSettingsSnapshot all, StripeMode mode, Instant now) {
    var settings = all.of(mode);
    return new AuditView(
        all.selected(),
        IntegrationStatus.of(settings.enabled()),
        settings.publishableKey(),
        settings.secretKey().map(key -> key.text().hint()),
        settings.secretKey().map(StripeSettings.SecretKey::since),
        settings.accountId(),
        settings.liveWebhookSecrets(now).stream().map(ModeView.Secret::of).toList());
  }
}
