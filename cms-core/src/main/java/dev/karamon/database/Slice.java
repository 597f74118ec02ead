package dev.karamon.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/**
 * Some of the rows of a list.
 *
 * @param total how many rows the whole list has
 */
public record Slice<T>(List<T> items, long total) {
  public Slice {
    items = List.copyOf(items);
  }

  /**
   * Reads a slice. The statement selects {@code count(*) OVER () AS total} and ends with {@code
   * LIMIT} and {@code OFFSET} as its last two parameters.
   */
  public static <T> Future<Slice<T>> read(
      SqlClient client,
      String statement,
      List<Object> parameters,
      int limit,
      long offset,
      Function<Row, T> mapper) {
    return client
        .preparedQuery(statement)
        .execute(tuple(parameters, limit, offset))
        .compose(rows -> {
          if (rows.size() == 0 && offset > 0) {
            // A page behind the last one has no row to read the total from.
            return read(client, statement, parameters, 1, 0, mapper)
                .map(first -> new Slice<>(List.of(), first.total()));
          }
          var total = Rows.first(rows, row -> row.getLong("total")).orElse(0L);
          return Future.succeededFuture(new Slice<>(Rows.all(rows, mapper), total));
        });
  }

  private static Tuple tuple(List<Object> parameters, int limit, long offset) {
    var tuple = Tuple.tuple();
    parameters.forEach(tuple::addValue);
    return tuple.addInteger(limit).addLong(offset);
  }
}
