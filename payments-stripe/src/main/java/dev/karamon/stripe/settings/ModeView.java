package dev.karamon.stripe.settings;

import dev.karamon.stripe.gateway.StripeDashboard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The connection of one mode as admins see it; secrets only by their last characters. */
public record ModeView(
    IntegrationStatus status,
    Optional<String> publishableKey,
    @Schema(description = "The last characters of the secret key; absent when there is none.")
        Optional<String> secretKeyHint,
    @Schema(description = "The ones accepted now, newest first.") List<Secret> webhookSecrets,
    @Schema(description = "The URL Stripe has to send events to.") String webhookUrl,
    @Schema(description = "The types of events that Stripe has to send there.")
        List<String> webhookEventTypes,
    @Schema(description = "Stripe's id of the account.") Optional<String> accountId,
    @Schema(
            description =
                "Where to look at an object in Stripe's dashboard: fill in {kind}, such"
                    + " as customers, and {id}.")
        String objectUrl,
    ConnectionHealth health,
    @Schema(description = "Counts the changes; send it back with changes.") int version) {
  /** A webhook secret. */
  @Schema(name = "StripeWebhookSecret")
  public record Secret(
      long id,
      @Schema(description = "Its last characters.") String hint,
      Instant createdAt,
      @Schema(description = "When it stops being accepted; absent for the current one.")
          Optional<Instant> retiresAt) {
    static Secret of(WebhookSecret secret) {
      return new Secret(
          secret.id(), secret.secret().hint(), secret.createdAt(), secret.retiresAt());
    }
  }

  static ModeView of(
      StripeSettings settings, WebhookTarget target, StripeDashboard dashboard, Instant now) {
    return new ModeView(
        IntegrationStatus.of(settings.enabled()),
        settings.publishableKey(),
        settings.secretKey().map(key -> key.text().hint()),
        settings.liveWebhookSecrets(now).stream().map(Secret::of).toList(),
        target.url(),
        List.copyOf(target.eventTypes()),
        settings.accountId(),
        dashboard.objectUrl(settings.mode()),
        ConnectionHealth.of(settings, now),
        settings.version());
  }
}
