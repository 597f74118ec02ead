@NullMarked
package dev.karamon.sandbox.schema;

import org.jspecify.annotations.NullMarked;
