/** The admin panel in a browser: the jobs of an admin, and what every screen has to be. */
@NullMarked
package dev.karamon.server.panel;

import org.jspecify.annotations.NullMarked;
