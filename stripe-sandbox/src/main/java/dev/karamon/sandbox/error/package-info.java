@NullMarked
package dev.karamon.sandbox.error;

import org.jspecify.annotations.NullMarked;
