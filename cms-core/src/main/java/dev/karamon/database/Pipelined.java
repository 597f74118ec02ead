package dev.karamon.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction whose COMMIT may travel with its statements. The driver's own transactions wait for
 * all answers first. PostgreSQL rolls back at COMMIT when one of the statements has failed.
 */
final class Pipelined {
  private final SqlConnection connection;
  private @Nullable Future<?> committed;

  Pipelined(SqlConnection connection) {
    this.connection = connection;
  }

  <T> Future<T> run(BiFunction<SqlConnection, Runnable, Future<T>> work) {
    var begun = send("BEGIN");
    var worked = Future.succeededFuture(connection).compose(c -> work.apply(c, this::commit));
    return Future.join(begun, worked)
        .transform((done, failure) -> {
          var ended = failure == null || committed != null ? commit() : send("ROLLBACK");
          return failure == null
              ? ended.map(answered -> worked.result())
              : ended.transform(answered -> Future.failedFuture(failure));
        });
  }

  private Future<?> commit() {
    var sent = committed;
    if (sent == null) {
      sent = send("COMMIT");
      committed = sent;
    }
    return sent;
  }

  private Future<?> send(String statement) {
    return connection.query(statement).execute();
  }
}
