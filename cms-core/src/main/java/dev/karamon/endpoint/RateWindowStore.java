package dev.karamon.endpoint;

import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/** The windows in which requests are counted. */
final class RateWindowStore {
  /** The window a caller is in. */
  record Window(Instant startedAt, int requests) {}

  private static final String COUNT =
      """
      INSERT INTO rate_window AS w (key, started_at, requests) VALUES ($1, $2, 1)
      ON CONFLICT (key) DO UPDATE
         SET started_at = CASE WHEN w.started_at <= $3 THEN $2 ELSE w.started_at END,
             requests = CASE WHEN w.started_at <= $3 THEN 1 ELSE w.requests + 1 END
      RETURNING started_at, requests
      """;

  Future<Window> count(SqlClient client, String key, Instant now, Duration length) {
    return client
        .preparedQuery(COUNT)
        .execute(Tuple.of(key, Rows.param(now), Rows.param(now.minus(length))))
        .map(rows -> {
          var row = rows.iterator().next();
          return new Window(Rows.time(row, "started_at"), row.getInteger("requests"));
        });
  }
}
