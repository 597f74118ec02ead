package dev.karamon.server.testing;

import dev.karamon.server.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.Assertions;

/** A transaction of somebody else on the database of a server; undone unless it is committed. */
public final class OtherTransaction implements AutoCloseable {
  // Not from pg_stat_activity, which shows a transaction the same connections until it ends.
  private static final String WAITING =
      " FROM (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted) waiting"
          + " WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))";

  private final Connection connection;

  private OtherTransaction(Connection connection) {
    this.connection = connection;
  }

  /** Begins one on a database; the caller closes it. */
  public static OtherTransaction begin(DatabaseUrl database) {
    try {
      var connection =
          DriverManager.getConnection(
              database.jdbcUrl(), database.user(), database.password().reveal());
      connection.setAutoCommit(false);
      return new OtherTransaction(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes something, and keeps it locked. */
  public void changes(String sql, String parameter) {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      Assertions.assertThat(statement.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The same for what nobody else has locked. */
  public void changesAtOnce(String sql, String parameter) {
    run("SET LOCAL lock_timeout = '300ms'");
    changes(sql, parameter);
    run("SET LOCAL lock_timeout = 0");
  }

  /** Does something that has no result. */
  public void run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns when somebody waits for what this has locked. */
  public void awaitWaiter() {
    Patience.until(Duration.ofSeconds(40), () -> Assertions.assertThat(waiting()).isGreaterThan(0));
  }

  /** How many wait for what this has locked. */
  public long waiting() {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("SELECT count(*)" + WAITING)) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Breaks the connections of those who wait for what this has locked. */
  public void cutsOffWaiters() {
    run("SELECT pg_terminate_backend(pid)" + WAITING);
  }

  /** Makes it all true. */
  public void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
