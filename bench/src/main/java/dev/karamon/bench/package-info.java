/** The project's own benchmark: the packaged server beside bare handlers, in one run. */
@NullMarked
package dev.karamon.bench;

import org.jspecify.annotations.NullMarked;
