@NullMarked
package dev.karamon.sandbox.event;

import org.jspecify.annotations.NullMarked;
