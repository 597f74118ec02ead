/** The ids of the things of the domain, each a type of its own. */
@NullMarked
package dev.karamon.id;

import org.jspecify.annotations.NullMarked;
