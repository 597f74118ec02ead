package dev.karamon.server;

import dev.karamon.error.KaramonException;
import java.io.IOException;
import java.net.BindException;

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
      case BindException taken -> new StartupException(portTaken(config), taken);
      case IOException named -> new StartupException(String.valueOf(named.getMessage()), named);
      case KaramonException named ->
          new StartupException(String.valueOf(named.getMessage()), named);
      default -> new StartupException("The start failed: " + failure, failure);
    };
  }

  private static String portTaken(ServerConfig config) {
    var http = "%s (now %d)".formatted(Setting.HTTP_PORT.variable(), config.httpPort());
    var sandbox = "%s (now %d)".formatted(Setting.SANDBOX_PORT.variable(), config.sandboxPort());
    return "A port is in use by another program: set %s to a free one"
        .formatted(config.sandbox() ? http + " or " + sandbox : http);
  }

  /** True for a fault of ours, whose stack trace is worth a line in the log. */
  boolean isUnexpected() {
    return getCause() instanceof RuntimeException && !(getCause() instanceof KaramonException);
  }
}
