package dev.karamon.stripe.settings;

import dev.karamon.secret.SecretText;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Settings to test with. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");
  static final SecretText KEY = new SecretText("sk_test_0123456789abcdef");

  private Samples() {}

  static StripeSettings settings(
      boolean enabled, Optional<KeyCheck.State> check, List<WebhookSecret> secrets) {
    return new StripeSettings(
        StripeMode.TEST,
        enabled,
        Optional.empty(),
        Optional.of(
            new StripeSettings.SecretKey(KEY, NOW.minusSeconds(60), StripeSettings.Origin.ADMIN)),
        Optional.of("acct_1"),
        check.map(state -> new StripeSettings.LastCheck(state, "as Stripe said", NOW)),
        secrets,
        4);
  }

  static StripeSettings untouched(StripeMode mode) {
    return new StripeSettings(
        mode,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        1);
  }

  static WebhookSecret secret(long id, Optional<Instant> retiresAt) {
    return new WebhookSecret(
        id, new SecretText("whsec_0123456789abcdef" + id), Optional.empty(), NOW, retiresAt);
  }
}
