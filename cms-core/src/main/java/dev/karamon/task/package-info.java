/** Recurring work, done once each time whatever the number of nodes. */
@NullMarked
package dev.karamon.task;

import org.jspecify.annotations.NullMarked;
