package dev.karamon.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * JDBC connections whose statements may take as long as they need: the limits that a role or a
 * database has are meant for requests.
 */
final class PatientConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  /** Not each version of PostgreSQL has all of them. */
  private static final String NO_LIMITS =
      """
      SELECT set_config(name, '0', false) FROM pg_settings
       WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout',
                      'idle_in_transaction_session_timeout')
      """;

  PatientConnections(DatabaseConfig config) {
    var options = config.options();
    setURL(config.jdbcUrl());
    setUser(options.getUser());
    setPassword(options.getPassword());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    var connection = super.getConnection(user, password);
    try (var statement = connection.createStatement()) {
      statement.execute(NO_LIMITS);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
