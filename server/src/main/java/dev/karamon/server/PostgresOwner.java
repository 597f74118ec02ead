package dev.karamon.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The role the application logs in as, and its database. */
final class PostgresOwner {
  private static final int TIMEOUT_SECONDS = 20;

  private PostgresOwner() {}

  /** Creates what is missing of them, and tries the log-in. */
  static void ensure(DatabaseUrl superuser, DatabaseUrl owner) throws SQLException {
    try (var connection = connect(superuser)) {
      if (!exists(connection, "SELECT FROM pg_roles WHERE rolname = ?", owner.user())) {
        execute(
            connection,
            "CREATE ROLE \"%s\" LOGIN PASSWORD '%s'"
                .formatted(owner.user(), owner.password().reveal()));
      }
      if (!exists(connection, "SELECT FROM pg_database WHERE datname = ?", owner.database())) {
        execute(
            connection,
            "CREATE DATABASE \"%s\" OWNER \"%s\"".formatted(owner.database(), owner.user()));
      }
    }
    connect(owner).close();
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password().reveal());
    properties.setProperty("loginTimeout", Integer.toString(TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(TIMEOUT_SECONDS));
    return DriverManager.getConnection(url.jdbcUrl(), properties);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  // Statements of this kind take no parameters; names are ours, passwords base64url.
  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
