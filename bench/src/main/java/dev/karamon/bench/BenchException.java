package dev.karamon.bench;

/** The benchmark cannot go on, or what it measured would not be true. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }

  /** For failures that say themselves what is wrong. */
  BenchException(Throwable cause) {
    super(cause);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
