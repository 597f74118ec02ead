/** What admins look at: the subscriptions of the site, one by one and all together. */
@NullMarked
package dev.karamon.stripe.overview;

import org.jspecify.annotations.NullMarked;
