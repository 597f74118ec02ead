@NullMarked
package dev.karamon.sandbox.control;

import org.jspecify.annotations.NullMarked;
