package dev.karamon.bench;

import dev.karamon.server.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The database as the benchmark itself looks at it, beside the servers it measures. */
final class BenchDatabase implements AutoCloseable {
  private final DatabaseUrl url;
  private final Connection connection;

  BenchDatabase(DatabaseUrl url) {
    this.url = url;
    try {
      this.connection =
          DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password().reveal());
    } catch (SQLException e) {
      throw new BenchException("The database cannot be reached", e);
    }
  }

  DatabaseUrl url() {
    return url;
  }

  void run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchException(e);
    }
  }

  long count(String sql) {
    return Long.parseLong(text(sql));
  }

  /** The one value of a query, as text. */
  String text(String sql) {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new BenchException(e);
    }
  }

  /**
   * Fails unless customers have exactly what they should.
   *
   * @param query customer, price and end of everything that anybody has
   */
  void requireWorth(String query, Map<String, EventStream.Worth> expected) {
    var found = new HashMap<String, EventStream.Worth>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        var ends = Optional.ofNullable(rows.getObject(3, OffsetDateTime.class));
        var worth = new EventStream.Worth(rows.getString(2), ends.map(OffsetDateTime::toInstant));
        if (found.put(rows.getString(1), worth) != null) {
          throw new BenchException(rows.getString(1) + " is in two groups");
        }
      }
    } catch (SQLException e) {
      throw new BenchException(e);
    }
    var wrong =
        expected.entrySet().stream()
            .filter(each -> !each.getValue().equals(found.get(each.getKey())))
            .count();
    if (wrong > 0) {
      throw new BenchException(
          wrong + " of " + expected.size() + " customers have not what their last event says");
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new BenchException(e);
    }
  }
}
