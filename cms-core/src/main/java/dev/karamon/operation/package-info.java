/** Category, Model, Operation: what an endpoint can do, and the catalog of all of it. */
@NullMarked
package dev.karamon.operation;

import org.jspecify.annotations.NullMarked;
