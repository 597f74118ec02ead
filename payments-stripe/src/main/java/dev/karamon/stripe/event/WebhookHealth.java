package dev.karamon.stripe.event;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the way of events from Stripe to here fares. */
public record WebhookHealth(
    State state,
    @Schema(description = "One sentence that says what to do.") String message,
    @Schema(description = "Where Stripe has to send events.") String webhookUrl,
    @Schema(description = "The endpoint that Stripe has for this URL; absent when there is none.")
        Optional<Endpoint> endpoint,
    @Schema(
            description =
                "Seconds that our clock is ahead of Stripe's; beyond the tolerance of signatures"
                    + " every event is refused.")
        Optional<Long> clockSkewSeconds,
    @Schema(description = "The newest event of each type that is handled here.")
        List<LastEvent> lastEvents,
    @Schema(description = "Events by what became of them.") Counts events,
    @Schema(description = "When the oldest event came that is still to be applied.")
        Optional<Instant> oldestOpenAt) {
  /** The worst that is known. */
  public enum State {
    OK,
    /** Stripe could not be asked. */
    UNKNOWN,
    NO_ENDPOINT,
    ENDPOINT_DISABLED,
    EVENT_TYPES_MISSING,
    OTHER_API_VERSION,
    CLOCK_SKEW,
    DEAD_EVENTS;

    /** The name on the wire. */
    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A webhook endpoint at Stripe. */
  @Schema(name = "StripeWebhookEndpoint")
  public record Endpoint(
      String id,
      boolean enabled,
      @Schema(description = "The version events are written in.") Optional<String> apiVersion,
      @Schema(description = "Types that are handled here and that Stripe does not send.")
          List<String> missingTypes) {}

  /** The newest event of a type. */
  @Schema(name = "LastStripeEvent")
  public record LastEvent(
      String type,
      @Schema(description = "When it happened.") Optional<Instant> created,
      @Schema(description = "When it came; absent when none ever did.")
          Optional<Instant> receivedAt,
      @Schema(description = "Seconds since it came.") Optional<Long> ageSeconds) {}

  /** Numbers of events. */
  @Schema(name = "StripeEventCounts")
  public record Counts(long pending, long failed, long parked, long dead) {}

  public WebhookHealth {
    lastEvents = List.copyOf(lastEvents);
  }
}
