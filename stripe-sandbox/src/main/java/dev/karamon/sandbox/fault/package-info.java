@NullMarked
package dev.karamon.sandbox.fault;

import org.jspecify.annotations.NullMarked;
