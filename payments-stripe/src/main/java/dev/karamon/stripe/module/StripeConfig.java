package dev.karamon.stripe.module;

import dev.karamon.stripe.event.OldEvents;
import dev.karamon.stripe.event.WebhookConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The start-up configuration of payments.
 *
 * @param apiBase another address of Stripe's API, such as the sandbox's; empty for Stripe's own
 * @param eventsKept how long closed and parked events are kept
 */
public record StripeConfig(Optional<URI> apiBase, WebhookConfig webhooks, Duration eventsKept) {
  public StripeConfig {
    if (eventsKept.compareTo(OldEvents.SHORTEST) < 0) {
      throw new IllegalArgumentException("events must be kept as long as Stripe may send them");
    }
  }
}
