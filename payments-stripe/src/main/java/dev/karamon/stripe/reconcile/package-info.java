/** Repairing loss: comparisons with Stripe, and the events that Stripe still has. */
@NullMarked
package dev.karamon.stripe.reconcile;

import org.jspecify.annotations.NullMarked;
