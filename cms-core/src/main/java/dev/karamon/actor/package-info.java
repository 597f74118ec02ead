/** Who does something, and what an admin may. */
@NullMarked
package dev.karamon.actor;

import org.jspecify.annotations.NullMarked;
