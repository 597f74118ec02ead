package dev.karamon.stripe.event;

import java.time.Duration;

/**
 * How webhooks are received.
 *
 * @param maxBytes largest body
 * @param tolerance how far the time of a signature may lie from now, in either direction
 */
public record WebhookConfig(int maxBytes, Duration tolerance) {}
