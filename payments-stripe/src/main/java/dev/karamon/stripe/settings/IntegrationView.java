package dev.karamon.stripe.settings;

import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.StripeDashboard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** The connection to Stripe as admins see it. */
public record IntegrationView(
    @Schema(description = "The mode that members pay in; absent while Stripe is switched off.")
        Optional<StripeMode> activeMode,
    ModeView test,
    ModeView live) {
  static IntegrationView of(
      StripeSettingsSnapshot settings,
      WebhookTarget target,
      StripeDashboard dashboard,
      Instant now) {
    return new IntegrationView(
        settings.active(),
        ModeView.of(settings.of(StripeMode.TEST), target, dashboard, now),
        ModeView.of(settings.of(StripeMode.LIVE), target, dashboard, now));
  }
}
