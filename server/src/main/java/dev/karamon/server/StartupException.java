package dev.karamon.server;

import dev.karamon.error.KaramonException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;

/** The server cannot start; the message says why and what to do, for the operator. */
public class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the operator needs to know about a failure. */
  static StartupException from(Throwable failure, ServerConfig config) {
    return switch (failure) {
      case StartupException startup -> startup;
      case BindException refused -> new StartupException(UnusablePort.reason(config), refused);
      case UnknownHostException unknown ->
          new StartupException(UnusablePort.reason(config), unknown);
      // What Java calls a port that only root may have.
      case SocketException refused when refused.getClass() == SocketException.class ->
          new StartupException(UnusablePort.reason(config), refused);
      case IOException named -> new StartupException(String.valueOf(named.getMessage()), named);
      case KaramonException named ->
          new StartupException(String.valueOf(named.getMessage()), named);
      default -> new StartupException("The start failed: " + failure, failure);
    };
  }

  /** True for a fault of ours, whose stack trace is worth a line in the log. */
  boolean isUnexpected() {
    return getCause() instanceof RuntimeException && !(getCause() instanceof KaramonException);
  }
}
