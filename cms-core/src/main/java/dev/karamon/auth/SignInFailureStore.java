package dev.karamon.auth;

import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** The counters of sign-ins that failed or are still being checked. */
final class SignInFailureStore {
  // Counted before the password is checked, in one statement: whoever sends many guesses at once
  // finds that all of them count.
  private static final String COUNT =
      """
      INSERT INTO sign_in_failure AS f (key, failures, last_at) VALUES ($1, 1, $2)
      ON CONFLICT (key) DO UPDATE
         SET failures = CASE WHEN f.last_at < $3 THEN 1 ELSE f.failures + 1 END, last_at = $2
       WHERE f.failures < $4
          OR f.last_at + make_interval(secs => least($5, 2 ^ least(20, f.failures - $4))) <= $2
      """;

  /** False while the key has to wait; then nothing is counted. */
  Future<Boolean> count(
      SqlClient client, String key, Instant now, Instant forgetBefore, SignInThrottle.Limit limit) {
    return client
        .preparedQuery(COUNT)
        .execute(
            Tuple.of(
                key,
                Rows.param(now),
                Rows.param(forgetBefore),
                limit.free(),
                (double) limit.longestWait().toSeconds()))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String OPEN_FROM =
      """
      SELECT last_at + make_interval(secs => least($3, 2 ^ least(20, failures - $2))) AS open_from
        FROM sign_in_failure WHERE key = $1
      """;

  /** When the key has waited long enough. */
  Future<Optional<Instant>> openFrom(SqlClient client, String key, SignInThrottle.Limit limit) {
    return client
        .preparedQuery(OPEN_FROM)
        .execute(Tuple.of(key, limit.free(), (double) limit.longestWait().toSeconds()))
        .map(rows -> Rows.first(rows, row -> Rows.time(row, "open_from")));
  }

  Future<Void> uncount(SqlClient client, String key) {
    return client
        .preparedQuery("UPDATE sign_in_failure SET failures = failures - 1 WHERE key = $1")
        .execute(Tuple.of(key))
        .mapEmpty();
  }

  Future<Void> forget(SqlClient client, String key) {
    return client
        .preparedQuery("DELETE FROM sign_in_failure WHERE key = $1")
        .execute(Tuple.of(key))
        .mapEmpty();
  }
}
