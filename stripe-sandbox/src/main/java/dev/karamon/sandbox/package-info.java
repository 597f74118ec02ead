@NullMarked
package dev.karamon.sandbox;

import org.jspecify.annotations.NullMarked;
