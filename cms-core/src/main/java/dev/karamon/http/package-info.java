/** The HTTP edge: JSON, schemas, strict decoding, declared admin routes, errors on the wire. */
@NullMarked
package dev.karamon.http;

import org.jspecify.annotations.NullMarked;
