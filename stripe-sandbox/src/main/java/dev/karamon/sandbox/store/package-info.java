@NullMarked
package dev.karamon.sandbox.store;

import org.jspecify.annotations.NullMarked;
