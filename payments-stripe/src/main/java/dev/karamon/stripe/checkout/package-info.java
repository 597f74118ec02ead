/** Selling: Checkout sessions and the cancellation of orders. */
@NullMarked
package dev.karamon.stripe.checkout;

import org.jspecify.annotations.NullMarked;
