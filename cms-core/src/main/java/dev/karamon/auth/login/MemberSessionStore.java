package dev.karamon.auth.login;

import dev.karamon.database.Rows;
import dev.karamon.group.GrantSql;
import dev.karamon.id.ApiId;
import dev.karamon.id.MemberId;
import dev.karamon.member.Member;
import dev.karamon.operation.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

final class MemberSessionStore {
  private static final String CALLER =
      """
      SELECT s.id, s.member_id,
             %s AS groups
        FROM member_session s
        JOIN member m ON m.id = s.member_id AND m.status = 'active'
       WHERE s.api_id = $2 AND s.expires_at > $3
         AND %%s = $1
      """
          .formatted(GrantSql.groupsOf("s.member_id", "$3"));

  private static final String CALLER_BY_ID = CALLER.formatted("s.id");
  private static final String CALLER_BY_COOKIE = CALLER.formatted("s.cookie_hash");

  Future<Optional<Caller>> bySession(SqlClient client, UUID session, ApiId api, Instant now) {
    return client
        .preparedQuery(CALLER_BY_ID)
        .execute(Tuple.of(session, api.value(), Rows.param(now)))
        .map(rows -> Rows.first(rows, MemberSessionStore::caller));
  }

  Future<Optional<Caller>> byCookie(SqlClient client, byte[] hash, ApiId api, Instant now) {
    return client
        .preparedQuery(CALLER_BY_COOKIE)
        .execute(Tuple.of(Buffer.buffer(hash), api.value(), Rows.param(now)))
        .map(rows -> Rows.first(rows, MemberSessionStore::caller));
  }

  private static final String INSERT =
      """
      INSERT INTO member_session (id, api_id, member_id, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5)
      """;

  Future<Void> insert(
      SqlClient client, UUID id, ApiId api, MemberId member, Instant now, Instant expires) {
    return client
        .preparedQuery(INSERT)
        .execute(Tuple.of(id, api.value(), member.value(), Rows.param(now), Rows.param(expires)))
        .mapEmpty();
  }

  // Who changes the password or blocks the member ends what is there: a log-in that began before
  // waits for that, and comes too late, or is seen.
  private static final String PROVEN =
      " FROM member m WHERE m.id = $1 AND m.password_hash = $2 AND m.status = 'active' FOR SHARE";

  private static final String INSERT_COOKIE_SESSION =
      """
      INSERT INTO member_session (member_id, id, api_id, cookie_hash, created_at, expires_at)
      SELECT m.id, $3, $4, $5, $6, $7
      """
          + PROVEN;

  /** False when the member may not log in any more, or not by the password that was checked. */
  Future<Boolean> insertCookieSession(
      SqlClient client, Member proven, ApiId api, byte[] hash, Instant now, Instant expires) {
    return client
        .preparedQuery(INSERT_COOKIE_SESSION)
        .execute(
            Tuple.of(
                proven.id().value(),
                proven.passwordHash().orElse(null),
                UUID.randomUUID(),
                api.value(),
                Buffer.buffer(hash),
                Rows.param(now),
                Rows.param(expires)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> extend(SqlClient client, UUID id, Instant expires) {
    return client
        .preparedQuery("UPDATE member_session SET expires_at = $2 WHERE id = $1")
        .execute(Tuple.of(id, Rows.param(expires)))
        .mapEmpty();
  }

  Future<Void> delete(SqlClient client, UUID id) {
    return client
        .preparedQuery("DELETE FROM member_session WHERE id = $1")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  private static final String INSERT_GRANT_TOKEN =
      """
      INSERT INTO grant_token (member_id, token_hash, api_id, expires_at)
      SELECT m.id, $3, $4, $5
      """
          + PROVEN;

  /** False as above. */
  Future<Boolean> insertGrantToken(
      SqlClient client, Member proven, ApiId api, byte[] hash, Instant expires) {
    return client
        .preparedQuery(INSERT_GRANT_TOKEN)
        .execute(
            Tuple.of(
                proven.id().value(),
                proven.passwordHash().orElse(null),
                Buffer.buffer(hash),
                api.value(),
                Rows.param(expires)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String USE_GRANT_TOKEN =
      """
      WITH holder AS (
        SELECT m.id FROM grant_token g JOIN member m ON m.id = g.member_id
         WHERE g.token_hash = $1 AND m.status = 'active'
           FOR SHARE OF m
      )
      DELETE FROM grant_token g USING holder
       WHERE g.token_hash = $1 AND g.api_id = $2 AND g.expires_at > $3 AND g.member_id = holder.id
      RETURNING g.member_id
      """;

  /** Whose it was; nobody changes that member until the transaction ends. */
  Future<Optional<MemberId>> useGrantToken(SqlClient client, byte[] hash, ApiId api, Instant now) {
    return client
        .preparedQuery(USE_GRANT_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash), api.value(), Rows.param(now)))
        .map(rows -> Rows.first(rows, row -> new MemberId(row.getLong("member_id"))));
  }

  private static final String INSERT_REFRESH_TOKEN =
      "INSERT INTO refresh_token (token_hash, session_id, expires_at) VALUES ($1, $2, $3)";

  Future<Void> insertRefreshToken(SqlClient client, byte[] hash, UUID session, Instant expires) {
    return client
        .preparedQuery(INSERT_REFRESH_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash), session, Rows.param(expires)))
        .mapEmpty();
  }

  /** A refresh token that was found; {@code reused} when it had been used before. */
  record Refresh(UUID session, boolean reused) {}

  private static final String USE_REFRESH_TOKEN =
      """
      WITH found AS (
        SELECT r.token_hash, r.session_id, r.used_at
          FROM refresh_token r
          JOIN member_session s ON s.id = r.session_id AND s.api_id = $2 AND s.expires_at > $3
          JOIN member m ON m.id = s.member_id AND m.status = 'active'
         WHERE r.token_hash = $1 AND r.expires_at > $3
           FOR UPDATE OF r
      ), used AS (
        UPDATE refresh_token r SET used_at = $3 FROM found
         WHERE r.token_hash = found.token_hash AND found.used_at IS NULL
      )
      SELECT session_id, used_at IS NOT NULL AS reused FROM found
      """;

  Future<Optional<Refresh>> useRefreshToken(SqlClient client, byte[] hash, ApiId api, Instant now) {
    return client
        .preparedQuery(USE_REFRESH_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash), api.value(), Rows.param(now)))
        .map(rows ->
            Rows.first(
                rows, row -> new Refresh(row.getUUID("session_id"), row.getBoolean("reused"))));
  }

  private static Caller caller(Row row) {
    return new Caller(
        new MemberId(row.getLong("member_id")),
        Optional.of(row.getUUID("id")),
        GrantSql.groups(row.getString("groups")));
  }
}
