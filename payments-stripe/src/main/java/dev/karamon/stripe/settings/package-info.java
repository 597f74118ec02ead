/** How this site is connected to Stripe: keys, webhook secrets, the mode that members pay in. */
@NullMarked
package dev.karamon.stripe.settings;

import org.jspecify.annotations.NullMarked;
