/** What can go wrong: kinds, codes and field problems. */
@NullMarked
package dev.karamon.error;

import org.jspecify.annotations.NullMarked;
