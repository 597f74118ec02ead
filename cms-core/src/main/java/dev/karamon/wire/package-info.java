/** How the constants of enums are named outside of Java. */
@NullMarked
package dev.karamon.wire;

import org.jspecify.annotations.NullMarked;
