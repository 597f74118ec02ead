package dev.karamon.database;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where PostgreSQL is.
 *
 * @param url {@code postgresql://user:password@host:port/db}, user and password percent-encoded
 * @param poolSize most connections this node opens
 */
public record DatabaseConfig(String url, int poolSize) {
  private static final String STATEMENT_TIMEOUT_MILLIS = "30000";

  public DatabaseConfig {
    if (poolSize < 1) {
      throw new IllegalArgumentException("A pool has at least one connection");
    }
  }

  PgConnectOptions options() {
    var options =
        PgConnectOptions.fromUri(url)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(512)
            // With the driver's own limit of 2,048 characters, our longest ones would be
            // planned every time.
            .setPreparedStatementCacheSqlLimit(16_384)
            .setReconnectAttempts(0);
    options.addProperty("application_name", "karamon");
    options.addProperty("statement_timeout", STATEMENT_TIMEOUT_MILLIS);
    options.addProperty("idle_in_transaction_session_timeout", STATEMENT_TIMEOUT_MILLIS);
    return options;
  }

  /** For what speaks JDBC: migrations and recurring tasks. Without the credentials. */
  String jdbcUrl() {
    var options = options();
    var host = options.getHost().contains(":") ? "[" + options.getHost() + "]" : options.getHost();
    var ssl = options.getSslMode().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s&connectTimeout=10"
        .formatted(
            host,
            options.getPort(),
            URLEncoder.encode(options.getDatabase(), StandardCharsets.UTF_8),
            ssl);
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    var options = PgConnectOptions.fromUri(url);
    return options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
  }
}
