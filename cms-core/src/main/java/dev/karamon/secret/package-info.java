/** The master key and what is derived from it: secrets sealed at rest, keys that sign. */
@NullMarked
package dev.karamon.secret;

import org.jspecify.annotations.NullMarked;
