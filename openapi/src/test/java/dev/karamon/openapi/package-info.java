/** Tests of the documents and of the pages that show them. */
@NullMarked
package dev.karamon.openapi;

import org.jspecify.annotations.NullMarked;
