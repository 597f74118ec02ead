package dev.karamon.module;

import dev.karamon.database.Rows;
import dev.karamon.database.SealedColumn;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Sealed values wherever they are; the names of tables and columns come from our own code. */
final class KeyRotationStore {
  /** A sealed value and the row it is of. */
  record Value(String key, Buffer box) {}

  private static final String OTHER_NODES =
      """
      SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'karamon' AND pid <> pg_backend_pid()
      """;

  /** How many connections servers that run now have. */
  Future<Integer> othersConnected(SqlClient client) {
    return client
        .query(OTHER_NODES)
        .execute()
        .map(rows -> Rows.one(rows, row -> row.getInteger("n")));
  }

  /** Keeps everybody from changing the table until the transaction ends. */
  Future<Void> lock(SqlClient client, SealedColumn column) {
    return client
        .query("LOCK TABLE %s IN EXCLUSIVE MODE".formatted(column.table()))
        .execute()
        .mapEmpty();
  }

  Future<List<Value>> read(SqlClient client, SealedColumn column) {
    return client
        .query(
            "SELECT %1$s::text AS key, %2$s AS box FROM %3$s WHERE %2$s IS NOT NULL ORDER BY %1$s"
                .formatted(column.key(), column.column(), column.table()))
        .execute()
        .map(rows -> Rows.all(rows, row -> new Value(row.getString("key"), row.getBuffer("box"))));
  }

  Future<Void> write(SqlClient client, SealedColumn column, Value value) {
    return client
        .preparedQuery(
            "UPDATE %3$s SET %2$s = $2 WHERE %1$s::text = $1"
                .formatted(column.key(), column.column(), column.table()))
        .execute(Tuple.of(value.key(), value.box()))
        .mapEmpty();
  }
}
