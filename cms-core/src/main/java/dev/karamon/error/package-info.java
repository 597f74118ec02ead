/** What can go wrong, said once: kinds, codes and field problems. */
@NullMarked
package dev.karamon.error;

import org.jspecify.annotations.NullMarked;
