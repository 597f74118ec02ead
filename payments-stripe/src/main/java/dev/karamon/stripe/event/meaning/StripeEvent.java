package dev.karamon.stripe.event.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of Stripe, as far as every event is alike.
 *
 * @param account the connected account it happened in; empty for our own
 * @param object {@code data.object}: the thing as it was after what happened
 * @param customer whose it is, when it is about a customer
 * @param subscription which one it is about, when it is about one
 * @param payment which payment it is about, when it is about one that was charged
 */
public record StripeEvent(
    String id,
    String type,
    StripeMode mode,
    Instant created,
    Optional<String> account,
    JsonNode object,
    Optional<CustomerId> customer,
    Optional<SubscriptionId> subscription,
    Optional<String> payment) {
  /** True for an event that names a thing without showing it. */
  public boolean isThin() {
    return type.startsWith("v2.");
  }
}
