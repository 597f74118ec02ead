@NullMarked
package dev.karamon.sandbox.billing;

import org.jspecify.annotations.NullMarked;
