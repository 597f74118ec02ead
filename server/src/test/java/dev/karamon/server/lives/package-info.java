/**
 * Lives of customers at Stripe, recorded from the sandbox and told to the product in every order,
 * with everything that can go wrong in the telling.
 */
@NullMarked
package dev.karamon.server.lives;

import org.jspecify.annotations.NullMarked;
