@NullMarked
package dev.karamon.sandbox.page;

import org.jspecify.annotations.NullMarked;
