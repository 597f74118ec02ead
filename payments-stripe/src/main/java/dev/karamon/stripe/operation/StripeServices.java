package dev.karamon.stripe.operation;

import dev.karamon.stripe.checkout.Cancellations;
import dev.karamon.stripe.checkout.Checkouts;
import dev.karamon.stripe.checkout.Returns;
import dev.karamon.stripe.membership.Holdings;
import dev.karamon.stripe.membership.KnownPrices;

/** What the operations of {@code Stripe, v1} work with. */
public record StripeServices(
    KnownPrices prices,
    Checkouts checkouts,
    Returns returns,
    Cancellations cancellations,
    Holdings holdings) {}
