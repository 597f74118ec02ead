package dev.karamon.stripe.settings;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** The connection of one mode as an admin sends it; what is left out stays as it is. */
public record ModeDraft(
    @Schema(description = "Enabling needs a secret key.") Optional<IntegrationStatus> status,
    @Schema(
            description = "pk_test_… or pk_live_…, from Stripe's page of API keys.",
            maxLength = 255)
        Optional<String> publishableKey,
    @Schema(
            description =
                "sk_… or, restricted, rk_…; write-only. A new one is checked with Stripe at once.",
            maxLength = 255)
        Optional<String> secretKey,
    @Schema(
            description =
                "whsec_…; write-only. A new one is added, and the previous ones are"
                    + " accepted for another 24 hours.",
            maxLength = 255)
        Optional<String> webhookSecret,
    @Schema(description = "The version that was read; an older one is refused.")
        Optional<Integer> version) {
  /** Enables the mode and leaves the rest. */
  static ModeDraft enabling() {
    return new ModeDraft(
        Optional.of(IntegrationStatus.ENABLED),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Shows no secrets. */
  @Override
  public String toString() {
    return "ModeDraft[status=" + status + "]";
  }
}
