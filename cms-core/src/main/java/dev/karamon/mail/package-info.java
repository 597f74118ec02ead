/** Mail that goes out. */
@NullMarked
package dev.karamon.mail;

import org.jspecify.annotations.NullMarked;
