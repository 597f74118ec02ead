package dev.karamon.error;

import java.util.Locale;

/** A named failure; implemented by one enum per feature. */
public interface ErrorCode {
  /** The name of the enum constant. */
  String name();

  /** The kind that decides the HTTP status. */
  ErrorKind kind();

  /** The code on the wire, in snake_case. */
  default String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
