package dev.karamon.auth;

import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** The counters of failed sign-ins. */
final class SignInFailureStore {
  private static final int LONGEST_WAIT_SECONDS = 300;

  record Failures(String key, int count, Instant lastAt) {
    Instant openFrom(int free) {
      if (count < free) {
        return Instant.EPOCH;
      }
      var doubled = 1L << Math.min(20, count - free);
      return lastAt.plusSeconds(Math.min(LONGEST_WAIT_SECONDS, doubled));
    }
  }

  private static final String READ =
      "SELECT key, failures, last_at FROM sign_in_failure WHERE key = ANY ($1::text[])";

  Future<List<Failures>> read(SqlClient client, List<String> keys) {
    return client
        .preparedQuery(READ)
        .execute(Tuple.of(keys.toArray(String[]::new)))
        .map(rows ->
            Rows.all(
                rows,
                row ->
                    new Failures(
                        row.getString("key"),
                        row.getInteger("failures"),
                        Rows.time(row, "last_at"))));
  }

  private static final String ADD =
      """
      INSERT INTO sign_in_failure AS f (key, failures, last_at) VALUES ($1, 1, $2)
      ON CONFLICT (key) DO UPDATE
         SET failures = CASE WHEN f.last_at < $3 THEN 1 ELSE f.failures + 1 END, last_at = $2
      """;

  Future<Void> add(SqlClient client, String key, Instant now, Instant forgetBefore) {
    return client
        .preparedQuery(ADD)
        .execute(Tuple.of(key, Rows.param(now), Rows.param(forgetBefore)))
        .mapEmpty();
  }

  Future<Void> forget(SqlClient client, String key) {
    return client
        .preparedQuery("DELETE FROM sign_in_failure WHERE key = $1")
        .execute(Tuple.of(key))
        .mapEmpty();
  }
}
