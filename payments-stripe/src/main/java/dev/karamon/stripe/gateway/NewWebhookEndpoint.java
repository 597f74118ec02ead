package dev.karamon.stripe.gateway;

import dev.karamon.secret.SecretText;

/** An endpoint just made, with its signing secret, which Stripe tells only now. */
public record NewWebhookEndpoint(WebhookEndpoint endpoint, SecretText secret) {}
