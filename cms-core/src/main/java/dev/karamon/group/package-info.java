/** Member groups and the grants that put members into them. */
@NullMarked
package dev.karamon.group;

import org.jspecify.annotations.NullMarked;
