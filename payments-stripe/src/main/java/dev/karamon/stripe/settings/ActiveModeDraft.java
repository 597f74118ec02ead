package dev.karamon.stripe.settings;

import dev.karamon.stripe.StripeMode;
import io.swagger.v3.oas.annotations.media.Schema;

/** The choice of the mode that members pay in. */
public record ActiveModeDraft(
    @Schema(description = "test or live; it has to be enabled.") StripeMode activeMode) {}
