/** How futures follow each other. */
@NullMarked
package dev.karamon.async;

import org.jspecify.annotations.NullMarked;
