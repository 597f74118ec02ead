/** Start-up: configuration, command line, embedded PostgreSQL, composition of the modules. */
@NullMarked
package dev.karamon.server;

import org.jspecify.annotations.NullMarked;
