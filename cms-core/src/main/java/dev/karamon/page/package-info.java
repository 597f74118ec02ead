/** Lists in pages: what is asked for, and what is answered. */
@NullMarked
package dev.karamon.page;

import org.jspecify.annotations.NullMarked;
