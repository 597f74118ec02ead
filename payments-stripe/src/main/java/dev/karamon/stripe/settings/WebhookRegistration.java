package dev.karamon.stripe.settings;

import dev.karamon.stripe.gateway.WebhookEndpoint;
import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** An endpoint that Stripe sends events to, and what was done for it. */
public record WebhookRegistration(
    @Schema(
            description =
                "created; updated: it was already registered; replaced: its secret was"
                    + " not known here.")
        Outcome outcome,
    @Schema(description = "Stripe's id of the endpoint.") String endpointId,
    String url,
    List<String> eventTypes) {
  /** What was done. */
  public enum Outcome implements Wire {
    CREATED,
    UPDATED,
    REPLACED
  }

  static WebhookRegistration of(Outcome outcome, WebhookEndpoint endpoint) {
    return new WebhookRegistration(outcome, endpoint.id(), endpoint.url(), endpoint.eventTypes());
  }
}
