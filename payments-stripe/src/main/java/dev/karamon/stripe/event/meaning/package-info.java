/** What an event means: one handler for each type that is heard. */
@NullMarked
package dev.karamon.stripe.event.meaning;

import org.jspecify.annotations.NullMarked;
