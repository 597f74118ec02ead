/** OpenAPI documents of each API and of the admin API, and the pages that show them. */
@NullMarked
package dev.karamon.openapi;

import org.jspecify.annotations.NullMarked;
