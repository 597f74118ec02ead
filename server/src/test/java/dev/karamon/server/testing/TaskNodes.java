package dev.karamon.server.testing;

import dev.karamon.database.DatabaseConfig;
import dev.karamon.server.DatabaseUrl;
import dev.karamon.task.RecurringTask;
import dev.karamon.task.RecurringTasks;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Nodes that share a database and do nothing but recurring tasks. */
public final class TaskNodes implements AutoCloseable {
  /** What the database says of a task. */
  public record Row(boolean picked, Instant due, int failures) {}

  private final DatabaseUrl database;
  private final Vertx vertx = Vertx.vertx();
  private final List<RecurringTasks> nodes = new ArrayList<>();

  public TaskNodes(DatabaseUrl database) {
    this.database = database;
  }

  /** Reads along what is logged of tasks, by us and by the libraries. */
  public static LogLines log() {
    return new LogLines("dev.karamon.task", "com.github.kagkarlsson", "com.zaxxer");
  }

  /** Starts another node. */
  public RecurringTasks start(RecurringTask... tasks) {
    return start(database, tasks);
  }

  /** Starts another node that reaches the database by a way of its own. */
  public RecurringTasks start(DatabaseUrl way, RecurringTask... tasks) {
    var config = new DatabaseConfig(way.uri().reveal(), 2);
    var node = new RecurringTasks(vertx, config, Clock.systemUTC(), List.of(tasks));
    Patience.await(node.start());
    nodes.add(node);
    return node;
  }

  /** As if a node had begun this task and was heard of last at that time. */
  public void begunElsewhere(String task, Instant lastHeartbeat) {
    try (var connection = connect();
        var insert =
            connection.prepareStatement(
                """
                INSERT INTO scheduled_tasks
                  (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                VALUES (?, 'recurring', ?, true, 'elsewhere', ?, 2)
                """)) {
      var at = OffsetDateTime.ofInstant(lastHeartbeat, ZoneOffset.UTC);
      insert.setString(1, task);
      insert.setObject(2, at);
      insert.setObject(3, at);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the database says of the task now. */
  public Row row(String task) {
    try (var connection = connect();
        var select =
            connection.prepareStatement(
                """
                SELECT picked, execution_time, consecutive_failures
                FROM scheduled_tasks
                WHERE task_name = ?
                """)) {
      select.setString(1, task);
      try (var rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new AssertionError("The task " + task + " is not scheduled");
        }
        return row(rows);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Row row(ResultSet rows) throws SQLException {
    return new Row(
        rows.getBoolean(1), rows.getObject(2, OffsetDateTime.class).toInstant(), rows.getInt(3));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.user(), database.password().reveal());
  }

  @Override
  public void close() {
    nodes.forEach(node -> Patience.await(node.stop()));
    Patience.await(vertx.close());
  }
}
