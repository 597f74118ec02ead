package dev.karamon.stripe.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;

/** An event as admins see it. */
public record EventView(
    String eventId,
    String type,
    boolean livemode,
    @Schema(description = "When it happened, by Stripe's clock.") Instant created,
    Instant receivedAt,
    EventStatus status,
    @Schema(description = "Why it is ignored, parked, failed or dead.") Optional<String> reason,
    int attempts,
    Optional<Instant> nextAttemptAt,
    Optional<CustomerId> customerId,
    Optional<SubscriptionId> subscriptionId,
    Optional<MemberId> memberId,
    @Schema(description = "The event as Stripe sent it; only in the answer for a single event.")
        Optional<JsonNode> payload) {}
