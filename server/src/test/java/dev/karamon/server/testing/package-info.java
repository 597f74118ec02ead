/** Everything a test of the whole product starts from, and the words it is written in. */
@NullMarked
package dev.karamon.server.testing;

import org.jspecify.annotations.NullMarked;
