/** The words of Stripe that everything here uses: modes, ids, the state of a subscription. */
@NullMarked
package dev.karamon.stripe;

import org.jspecify.annotations.NullMarked;
