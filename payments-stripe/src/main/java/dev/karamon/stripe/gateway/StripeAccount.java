package dev.karamon.stripe.gateway;

import dev.karamon.stripe.StripeMode;

/**
 * The account a key belongs to.
 *
 * @param mode told from the key: Stripe does not say it of an account
 */
public record StripeAccount(String id, StripeMode mode) {}
