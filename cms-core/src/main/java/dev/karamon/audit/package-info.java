/** Who changed what, when and why. */
@NullMarked
package dev.karamon.audit;

import org.jspecify.annotations.NullMarked;
