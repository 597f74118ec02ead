/** APIs and endpoints as rows, and the dispatcher that serves them. */
@NullMarked
package dev.karamon.endpoint;

import org.jspecify.annotations.NullMarked;
