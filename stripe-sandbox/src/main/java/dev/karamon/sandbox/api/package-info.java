@NullMarked
package dev.karamon.sandbox.api;

import org.jspecify.annotations.NullMarked;
