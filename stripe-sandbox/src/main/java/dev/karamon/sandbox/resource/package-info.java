@NullMarked
package dev.karamon.sandbox.resource;

import org.jspecify.annotations.NullMarked;
