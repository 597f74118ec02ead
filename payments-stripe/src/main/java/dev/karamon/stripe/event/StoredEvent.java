package dev.karamon.stripe.event;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** An event as it stands in the inbox. */
record StoredEvent(
    String id,
    String type,
    StripeMode mode,
    Instant created,
    Instant receivedAt,
    EventStatus status,
    Optional<String> reason,
    int attempts,
    Optional<Instant> nextAttemptAt,
    Optional<CustomerId> customer,
    Optional<SubscriptionId> subscription,
    Buffer body) {
  /** The same, applied as soon as it came. */
  StoredEvent done() {
    return new StoredEvent(
        id,
        type,
        mode,
        created,
        receivedAt,
        EventStatus.DONE,
        Optional.empty(),
        1,
        Optional.empty(),
        customer,
        subscription,
        body);
  }
}
