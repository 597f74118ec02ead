@NullMarked
package dev.karamon.bench;

import org.jspecify.annotations.NullMarked;
