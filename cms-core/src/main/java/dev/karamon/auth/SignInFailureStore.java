package dev.karamon.auth;

import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of sign-ins of an account or from an address: failures, and those under way. */
final class SignInFailureStore {
  /** One that takes longer was begun by a node that is gone. */
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(1);

  /** What is left of the failures by now. */
  private static final String LEFT =
      "ceil(greatest(0, f.failures"
          + " - extract(epoch FROM $2::timestamptz - f.last_at)::float8 / $5::float8))";

  private static final String STILL =
      "ARRAY(SELECT began FROM unnest(f.under_way) AS u (began) WHERE began > $6::timestamptz)";

  private static final String OPEN_FROM =
      "f.last_at + make_interval(secs => least($4::float8,"
          + " 2 ^ least(20, ceil(f.failures) - $3::float8)))";

  // Counted before the password is checked, in one statement: whoever sends many guesses at once
  // finds that all of them count. There is room as long as all of them may become failures; after
  // more failures, one at a time is let in when it has been waited.
  private static final String BEGIN =
      """
      INSERT INTO sign_in_failure AS f (key, failures, last_at, under_way)
      VALUES ($1, 0, $2, ARRAY[$7::timestamptz])
      ON CONFLICT (key) DO UPDATE SET under_way = %2$s || $7::timestamptz
       WHERE %1$s + cardinality(%2$s) < $3::float8
          OR (cardinality(%2$s) = 0 AND %3$s <= $2::timestamptz)
      """
          .formatted(LEFT, STILL, OPEN_FROM);

  /** False while the key is full or has to wait; then nothing is noted. */
  Future<Boolean> begin(
      SqlClient client, String key, Instant began, Instant now, SignInThrottle.Limit limit) {
    return client
        .preparedQuery(BEGIN)
        .execute(parameters(key, now, limit).addOffsetDateTime(Rows.param(began)))
        .map(rows -> rows.rowCount() == 1);
  }

  /**
   * Why an attempt may not begin.
   *
   * @param full only because others are under way, which may turn out to be right
   * @param openFrom when it has been waited for the failures
   */
  record Closed(boolean full, Instant openFrom) {}

  private static final String CLOSED =
      """
      SELECT cardinality(%2$s) > 0 AND (%1$s < $3::float8 OR %3$s <= $2::timestamptz) AS full,
             %3$s AS open_from
        FROM sign_in_failure f WHERE key = $1
      """
          .formatted(LEFT, STILL, OPEN_FROM);

  /** Empty when nothing is in the way any more. */
  Future<Optional<Closed>> closed(
      SqlClient client, String key, Instant now, SignInThrottle.Limit limit) {
    return client
        .preparedQuery(CLOSED)
        .execute(parameters(key, now, limit))
        .map(rows ->
            Rows.first(
                rows, row -> new Closed(row.getBoolean("full"), Rows.time(row, "open_from"))));
  }

  // One entry, even if two began in the same microsecond.
  private static final String OTHERS =
      """
      coalesce(f.under_way[:array_position(f.under_way, $2::timestamptz) - 1]
               || f.under_way[array_position(f.under_way, $2::timestamptz) + 1:], f.under_way)
      """;

  private static final String FAIL =
      """
      INSERT INTO sign_in_failure AS f (key, failures, last_at) VALUES ($1, 1, $3)
      ON CONFLICT (key) DO UPDATE
         SET failures = 1 + greatest(0, f.failures
               - extract(epoch FROM $3::timestamptz - f.last_at)::float8 / $4::float8),
             last_at = greatest(f.last_at, $3),
             under_way = %s
      """
          .formatted(OTHERS);

  /** An attempt has failed. */
  Future<Void> fail(
      SqlClient client, String key, Instant began, Instant now, SignInThrottle.Limit limit) {
    return client
        .preparedQuery(FAIL)
        .execute(Tuple.of(key, Rows.param(began), Rows.param(now), seconds(limit.forgetsOneIn())))
        .mapEmpty();
  }

  private static final String END =
      "UPDATE sign_in_failure f SET under_way = %s WHERE key = $1".formatted(OTHERS);

  /** An attempt is over that was no failure. */
  Future<Void> end(SqlClient client, String key, Instant began) {
    return client.preparedQuery(END).execute(Tuple.of(key, Rows.param(began))).mapEmpty();
  }

  Future<Void> forget(SqlClient client, String key) {
    return client
        .preparedQuery("DELETE FROM sign_in_failure WHERE key = $1")
        .execute(Tuple.of(key))
        .mapEmpty();
  }

  private static Tuple parameters(String key, Instant now, SignInThrottle.Limit limit) {
    return Tuple.of(
        key,
        Rows.param(now),
        (double) limit.free(),
        seconds(limit.longestWait()),
        seconds(limit.forgetsOneIn()),
        Rows.param(now.minus(LONGEST_CHECK)));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
