package dev.karamon.server;

import static java.util.Objects.requireNonNull;

import dev.karamon.http.TrustedProxies;
import dev.karamon.mail.SmtpConfig;
import dev.karamon.secret.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What is fixed at start-up. Port 0 means any free port. An absent {@code database} means the
 * embedded PostgreSQL, an absent {@code masterKey} the one kept in {@code dataDir}.
 */
public record ServerConfig(
    String httpHost,
    int httpPort,
    Optional<URI> configuredPublicUrl,
    TrustedProxies proxies,
    Optional<DatabaseUrl> database,
    Path dataDir,
    Optional<SecretText> masterKey,
    Optional<AdminAccount> firstAdmin,
    Optional<SmtpConfig> smtp,
    Optional<URI> stripeApiBase,
    boolean sandbox,
    int sandboxPort,
    int webhookMaxBytes,
    Duration webhookTolerance,
    Duration eventsKept,
    LogFormat logFormat) {

  /** How log lines are written to the console. */
  public enum LogFormat {
    TEXT,
    JSON;

    /** As it is configured. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ServerConfig {
    requireNonNull(httpHost, "httpHost");
    requireNonNull(dataDir, "dataDir");
    requireNonNull(logFormat, "logFormat");
    if (database.isPresent() && masterKey.isEmpty()) {
      throw new IllegalArgumentException("an external database needs a configured master key");
    }
    if (webhookMaxBytes < 1 || !webhookTolerance.isPositive()) {
      throw new IllegalArgumentException("the webhook limits must be positive");
    }
  }

  /**
   * The configured public URL, or one derived from the address listened on. Never ends with a
   * slash.
   */
  public URI publicUrl(int boundPort) {
    return configuredPublicUrl.orElseGet(
        () -> ConfigSyntax.siteUrl("http://" + reachableHost() + ":" + boundPort));
  }

  private String reachableHost() {
    return switch (httpHost) {
      case "0.0.0.0", "::", "[::]" -> "localhost";
      default ->
          httpHost.contains(":") && !httpHost.startsWith("[") ? "[" + httpHost + "]" : httpHost;
    };
  }
}
