/** Payments as a module of the CMS, assembled by hand. */
@NullMarked
package dev.karamon.stripe.module;

import org.jspecify.annotations.NullMarked;
