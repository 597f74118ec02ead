package dev.karamon.stripe.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.karamon.stripe.gateway.WebhookEndpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

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
  public enum Outcome {
    CREATED,
    UPDATED,
    REPLACED;

    /** The name on the wire. */
    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static WebhookRegistration of(Outcome outcome, WebhookEndpoint endpoint) {
    return new WebhookRegistration(outcome, endpoint.id(), endpoint.url(), endpoint.eventTypes());
  }
}
