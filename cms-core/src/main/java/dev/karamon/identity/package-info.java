/** Members who prove themselves by another identity provider's tokens. */
@NullMarked
package dev.karamon.identity;

import org.jspecify.annotations.NullMarked;
