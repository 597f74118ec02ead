/** What a module adds to the CMS, and the assembly of all parts. */
@NullMarked
package dev.karamon.module;

import org.jspecify.annotations.NullMarked;
