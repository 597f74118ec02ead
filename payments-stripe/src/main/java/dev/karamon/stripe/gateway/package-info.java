/** Stripe's API behind a port in our own words; the only place that knows stripe-java. */
@NullMarked
package dev.karamon.stripe.gateway;

import org.jspecify.annotations.NullMarked;
