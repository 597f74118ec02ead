package dev.karamon.stripe.event;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.membership.CustomerKey;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as it stands in the inbox.
 *
 * @param body as it arrived
 */
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
  /** Whose it is; only of one that names a customer. */
  CustomerKey customerKey() {
    return new CustomerKey(mode, customer.orElseThrow());
  }

  /** True for one that is to be tried now, and not at a later time that was set. */
  boolean isDue(Instant now) {
    return nextAttemptAt.map(at -> !at.isAfter(now)).orElse(true);
  }

  /** The same, applied on arrival. */
  StoredEvent done() {
    return closed(EventStatus.DONE, Optional.empty(), 1);
  }

  /** The same, and none of our business. */
  StoredEvent ignored(String why) {
    return closed(EventStatus.IGNORED, Optional.of(why), attempts);
  }

  private StoredEvent closed(EventStatus outcome, Optional<String> why, int tries) {
    return new StoredEvent(
        id,
        type,
        mode,
        created,
        receivedAt,
        outcome,
        why,
        tries,
        Optional.empty(),
        customer,
        subscription,
        body);
  }
}
