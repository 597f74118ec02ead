/** Stripe's events: the signed way in, the inbox, the workers that apply them. */
@NullMarked
package dev.karamon.stripe.event;

import org.jspecify.annotations.NullMarked;
