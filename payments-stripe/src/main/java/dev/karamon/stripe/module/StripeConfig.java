package dev.karamon.stripe.module;

import dev.karamon.stripe.event.WebhookConfig;
import java.net.URI;
import java.util.Optional;

/**
 * The start-up configuration of payments.
 *
 * @param apiBase another address of Stripe's API, such as the sandbox's; empty for Stripe's own
 */
public record StripeConfig(Optional<URI> apiBase, WebhookConfig webhooks) {}
