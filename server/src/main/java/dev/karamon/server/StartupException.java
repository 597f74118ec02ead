package dev.karamon.server;

/** The server cannot start; the message says why and what to do, for the operator. */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The cause itself where it is meant for the operator already. */
  static StartupException from(Throwable cause) {
    return cause instanceof StartupException startup
        ? startup
        : new StartupException(
            cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
