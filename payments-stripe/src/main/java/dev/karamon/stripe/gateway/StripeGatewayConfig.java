package dev.karamon.stripe.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How Stripe's API is reached.
 *
 * @param apiBase scheme and authority; empty for Stripe's own
 * @param readTimeout longest wait for the next bytes of an answer
 * @param answerTimeout longest wait for a whole answer, of one try
 * @param maxNetworkRetries tries after the first, with the same idempotency key
 */
public record StripeGatewayConfig(
    Optional<URI> apiBase,
    Duration connectTimeout,
    Duration readTimeout,
    Duration answerTimeout,
    int maxNetworkRetries) {
  public StripeGatewayConfig {
    if (!connectTimeout.isPositive() || !readTimeout.isPositive() || !answerTimeout.isPositive()) {
      throw new IllegalArgumentException("A timeout is positive");
    }
    if (maxNetworkRetries < 0) {
      throw new IllegalArgumentException("The number of retries is not negative");
    }
  }

  /** The usual timeouts and one retry: whoever calls this server does not wait for ever. */
  public static StripeGatewayConfig of(Optional<URI> apiBase) {
    return new StripeGatewayConfig(
        apiBase, Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15), 1);
  }
}
