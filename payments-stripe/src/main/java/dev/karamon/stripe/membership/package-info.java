/** How the state of subscriptions becomes membership: links, prices, the mirror, grants. */
@NullMarked
package dev.karamon.stripe.membership;

import org.jspecify.annotations.NullMarked;
