/** The operations of the model Stripe, v1. */
@NullMarked
package dev.karamon.stripe.operation;

import org.jspecify.annotations.NullMarked;
