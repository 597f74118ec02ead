package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.karamon.secret.SecretText;
import java.net.URLEncoder;
import java.util.Map;

/**
 * Where a PostgreSQL database is and how to log in, in decoded form. {@code options} are the query
 * parameters of the URL, such as {@code sslmode}.
 */
public record DatabaseUrl(
    String host,
    int port,
    String database,
    String user,
    SecretText password,
    Map<String, String> options) {
  static final int DEFAULT_PORT = 5432;

  public DatabaseUrl {
    if (host.isBlank() || database.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("host, database and user must not be blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
    options = Map.copyOf(options);
  }

  /** The JDBC form, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + hostAndPort() + "/" + encode(database) + query();
  }

  /** The {@code postgresql://} form with user and password: a secret. */
  public SecretText uri() {
    return new SecretText(
        "postgresql://%s:%s@%s/%s%s"
            .formatted(
                encode(user), encode(password.reveal()), hostAndPort(), encode(database), query()));
  }

  private String hostAndPort() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private String query() {
    return options.isEmpty()
        ? ""
        : options.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(option -> encode(option.getKey()) + "=" + encode(option.getValue()))
            .collect(joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
