package dev.karamon.server.testing;

import dev.karamon.server.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database behind a server, for what cannot be seen or done from outside. */
public final class Sql {
  private final DatabaseUrl url;

  public Sql(DatabaseUrl url) {
    this.url = url;
  }

  /** Changes something. */
  public void run(String statement) {
    try (var connection = connect();
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** The one value that a query gives, as text; "null" when there is none. */
  public String value(String query) {
    try (var connection = connect();
        var prepared = connection.createStatement();
        var rows = prepared.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password().reveal());
  }
}
