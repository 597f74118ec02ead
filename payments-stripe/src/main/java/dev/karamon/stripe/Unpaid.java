package dev.karamon.stripe;

import java.time.Instant;

/**
 * What a subscription owes.
 *
 * @param since when the oldest invoice after the last paid period fell due
 * @param retrying true while Stripe tries again by itself, or waits for a payment by invoice
 */
public record Unpaid(Instant since, boolean retrying) {}
