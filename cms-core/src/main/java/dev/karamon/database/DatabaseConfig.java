package dev.karamon.database;

import io.vertx.pgclient.PgConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where PostgreSQL is.
 *
 * @param url {@code postgresql://user:password@host:port/db}, user and password percent-encoded,
 *     with the options of {@link Encryption} as its query
 * @param poolSize most connections this node opens
 * @param longest how long a statement may take, and a transaction may do nothing
 */
public record DatabaseConfig(String url, int poolSize, Duration longest) {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  public DatabaseConfig {
    if (poolSize < 1) {
      throw new IllegalArgumentException("A pool has at least one connection");
    }
  }

  public DatabaseConfig(String url, int poolSize) {
    this(url, poolSize, LONGEST);
  }

  /** After so long without a word the server is gone: it answers every statement in half of it. */
  Duration silence() {
    return longest.multipliedBy(2);
  }

  /**
   * How long a connection waits in the pool for its next use, or goes without being asked anything
   * elsewhere: with the longest statement after it still no silence of that length.
   */
  Duration unused() {
    return longest.dividedBy(2);
  }

  PgConnectOptions options() {
    var options =
        encryption()
            .of(place())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(512)
            // With the driver's own limit of 2,048 characters, our longest ones would be
            // planned every time.
            .setPreparedStatementCacheSqlLimit(16_384)
            .setReconnectAttempts(0);
    options.addProperty("application_name", "karamon");
    options.addProperty("statement_timeout", Long.toString(longest.toMillis()));
    options.addProperty("idle_in_transaction_session_timeout", Long.toString(longest.toMillis()));
    return options;
  }

  /** For what speaks JDBC: migrations and recurring tasks. Without the credentials. */
  String jdbcUrl() {
    var options = options();
    var host = options.getHost().contains(":") ? "[" + options.getHost() + "]" : options.getHost();
    return "jdbc:postgresql://%s:%d/%s?%s&connectTimeout=10"
        .formatted(
            host,
            options.getPort(),
            URLEncoder.encode(options.getDatabase(), StandardCharsets.UTF_8),
            encryption().jdbcQuery());
  }

  Encryption encryption() {
    var query = url.indexOf('?');
    return Encryption.ofQuery(query < 0 ? "" : url.substring(query + 1));
  }

  private PgConnectOptions place() {
    try {
      return PgConnectOptions.fromUri(url.replaceFirst("\\?.*", ""));
    } catch (IllegalArgumentException repeatsTheUrl) {
      throw new IllegalArgumentException("This is no URL of a PostgreSQL database");
    }
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    var place = place();
    return place.getHost() + ":" + place.getPort() + "/" + place.getDatabase();
  }
}
