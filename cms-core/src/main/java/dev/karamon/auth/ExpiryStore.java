package dev.karamon.auth;

import dev.karamon.async.InTurn;
import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Deletes what has expired; it is invalid already, so it does not matter when. */
final class ExpiryStore {
  // A used refresh token stays as long as its session, so that its reuse is recognized.
  private static final List<String> DELETIONS =
      List.of(
          "DELETE FROM admin_session WHERE expires_at <= $1",
          "DELETE FROM member_session WHERE expires_at <= $1",
          "DELETE FROM grant_token WHERE expires_at <= $1",
          "DELETE FROM refresh_token WHERE expires_at <= $1",
          "DELETE FROM member_link WHERE expires_at <= $1",
          "DELETE FROM setup_link WHERE expires_at <= $1",
          "DELETE FROM admin_reset_link WHERE expires_at <= $1",
          "DELETE FROM sign_in_failure WHERE last_at <= $1::timestamptz - interval '1 day'",
          "DELETE FROM rate_window WHERE started_at <= $1::timestamptz - interval '1 day'",
          "DELETE FROM endpoint_usage WHERE day <= ($1::timestamptz AT TIME ZONE 'UTC')::date - 30");

  Future<Integer> deleteExpired(SqlClient client, Instant now) {
    return InTurn.fold(
        DELETIONS,
        0,
        (before, deletion) ->
            client
                .preparedQuery(deletion)
                .execute(Tuple.of(Rows.param(now)))
                .map(rows -> before + rows.rowCount()));
  }
}
