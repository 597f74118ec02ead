package dev.karamon.error;

import dev.karamon.wire.Wire;

/** A named failure; implemented by one enum per feature. */
public interface ErrorCode extends Wire {
  /** The kind that decides the HTTP status. */
  ErrorKind kind();
}
