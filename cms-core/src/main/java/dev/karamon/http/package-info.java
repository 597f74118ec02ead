/** The HTTP edge: the server, what every request has to keep to, and errors on the wire. */
@NullMarked
package dev.karamon.http;

import org.jspecify.annotations.NullMarked;
