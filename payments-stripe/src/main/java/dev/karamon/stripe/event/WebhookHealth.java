package dev.karamon.stripe.event;

import dev.karamon.wire.Wire;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How well events arrive from Stripe. */
public record WebhookHealth(
    State state,
    @Schema(description = "What to do, in one sentence.") String message,
    @Schema(description = "The URL Stripe has to send events to.") String webhookUrl,
    @Schema(description = "Stripe's webhook endpoint for this URL; absent when there is none.")
        Optional<Endpoint> endpoint,
    @Schema(
            description =
                "How many seconds the server's clock is ahead of Stripe's; every event"
                    + " is refused if that exceeds the signature tolerance.")
        Optional<Long> clockSkewSeconds,
    @Schema(description = "The newest event of each type that is handled here.")
        List<LastEvent> lastEvents,
    @Schema(description = "Numbers of events by status.") Counts events,
    @Schema(description = "When the oldest event that is still to be applied arrived.")
        Optional<Instant> oldestOpenAt) {
  /** The worst that is known. */
  public enum State implements Wire {
    OK,
    /** Stripe could not be asked. */
    UNKNOWN,
    NO_ENDPOINT,
    ENDPOINT_DISABLED,
    EVENT_TYPES_MISSING,
    OTHER_API_VERSION,
    CLOCK_SKEW,
    DEAD_EVENTS
  }

  /** A webhook endpoint at Stripe. */
  @Schema(name = "StripeWebhookEndpoint")
  public record Endpoint(
      String id,
      boolean enabled,
      @Schema(description = "The API version of its events.") Optional<String> apiVersion,
      @Schema(description = "Event types that are handled here but not sent by Stripe.")
          List<String> missingTypes) {}

  /** The newest event of a type. */
  @Schema(name = "LastStripeEvent")
  public record LastEvent(
      String type,
      @Schema(description = "When it happened.") Optional<Instant> created,
      @Schema(description = "When it arrived; absent when none ever did.")
          Optional<Instant> receivedAt,
      @Schema(description = "Seconds since it arrived.") Optional<Long> ageSeconds) {}

  /** Numbers of events. */
  @Schema(name = "StripeEventCounts")
  public record Counts(long pending, long failed, long parked, long dead) {}

  public WebhookHealth {
    lastEvents = List.copyOf(lastEvents);
  }
}
