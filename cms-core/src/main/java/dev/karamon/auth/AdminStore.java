package dev.karamon.auth;

import dev.karamon.database.Rows;
import dev.karamon.http.Actor;
import dev.karamon.http.Role;
import dev.karamon.id.AdminId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class AdminStore {
  Future<Boolean> anyAdmin(SqlClient client) {
    return client
        .query("SELECT EXISTS (SELECT 1 FROM admin) AS any_admin")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("any_admin"));
  }

  // The lock makes two nodes that start on one empty database agree on one first admin.
  private static final String INSERT_FIRST =
      """
      WITH guard AS (SELECT pg_advisory_xact_lock(hashtext('karamon.first-admin')))
      INSERT INTO admin (email, name, role, password_hash, created_at)
      SELECT $1, $2, 'owner', $3, $4 FROM guard WHERE NOT EXISTS (SELECT 1 FROM admin)
      RETURNING id
      """;

  Future<Optional<AdminId>> insertFirst(
      SqlClient client, String email, String name, String passwordHash, Instant now) {
    return client
        .preparedQuery(INSERT_FIRST)
        .execute(Tuple.of(email, name, passwordHash, Rows.param(now)))
        .map(rows -> Rows.first(rows, row -> new AdminId(row.getLong("id"))));
  }

  private static final String BY_EMAIL =
      "SELECT id, email, name, role, password_hash FROM admin WHERE lower(email) = lower($1)";

  Future<Optional<Admin>> byEmail(SqlClient client, String email) {
    return client
        .preparedQuery(BY_EMAIL)
        .execute(Tuple.of(email))
        .map(rows -> Rows.first(rows, AdminStore::admin));
  }

  private static final String INSERT_SESSION =
      """
      INSERT INTO admin_session (token_hash, admin_id, created_at, last_used_at, expires_at, address)
      VALUES ($1, $2, $3, $3, $4, $5)
      """;

  Future<Void> insertSession(
      SqlClient client, byte[] hash, AdminId admin, Instant now, Instant expires, String address) {
    return client
        .preparedQuery(INSERT_SESSION)
        .execute(
            Tuple.of(
                Buffer.buffer(hash), admin.value(), Rows.param(now), Rows.param(expires), address))
        .mapEmpty();
  }

  private static final String BY_SESSION =
      """
      UPDATE admin_session s SET last_used_at = $2
        FROM admin a
       WHERE s.token_hash = $1 AND a.id = s.admin_id AND s.expires_at > $2 AND s.last_used_at > $3
      RETURNING a.id, a.email, a.name, a.role, a.password_hash
      """;

  Future<Optional<Admin>> bySession(SqlClient client, byte[] hash, Instant now, Instant usedAfter) {
    return client
        .preparedQuery(BY_SESSION)
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now), Rows.param(usedAfter)))
        .map(rows -> Rows.first(rows, AdminStore::admin));
  }

  Future<Void> deleteSession(SqlClient client, byte[] hash) {
    return client
        .preparedQuery("DELETE FROM admin_session WHERE token_hash = $1")
        .execute(Tuple.of(Buffer.buffer(hash)))
        .mapEmpty();
  }

  private static final String BY_TOKEN =
      """
      UPDATE admin_token SET last_used_at = $2
       WHERE token_hash = $1 AND (expires_at IS NULL OR expires_at > $2)
      RETURNING id, name, role
      """;

  Future<Optional<Actor>> byToken(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery(BY_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now)))
        .map(rows ->
            Rows.first(
                rows,
                row ->
                    new Actor(
                        "token",
                        row.getLong("id").toString(),
                        "token " + row.getString("name"),
                        Role.of(row.getString("role")))));
  }

  private static final String INSERT_TOKEN =
      """
      INSERT INTO admin_token (name, role, token_hash, hint, created_by, created_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      RETURNING id
      """;

  Future<Long> insertToken(SqlClient client, AdminTokens.View token, byte[] hash) {
    return client
        .preparedQuery(INSERT_TOKEN)
        .execute(
            Tuple.of(
                    token.name(),
                    token.role().wire(),
                    Buffer.buffer(hash),
                    token.hint(),
                    token.createdBy(),
                    Rows.param(token.createdAt()))
                .addOffsetDateTime(Rows.param(token.expiresAt())))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  private static final String TOKENS =
      """
      SELECT id, name, role, hint, created_by, created_at, expires_at, last_used_at
        FROM admin_token ORDER BY id
      """;

  Future<List<AdminTokens.View>> tokens(SqlClient client) {
    return client.query(TOKENS).execute().map(rows -> Rows.all(rows, AdminStore::token));
  }

  Future<Boolean> deleteToken(SqlClient client, long id) {
    return client
        .preparedQuery("DELETE FROM admin_token WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> replaceSetupLink(SqlClient client, byte[] hash, Instant expires) {
    return client
        .query("DELETE FROM setup_link")
        .execute()
        .compose(done ->
            client
                .preparedQuery("INSERT INTO setup_link (token_hash, expires_at) VALUES ($1, $2)")
                .execute(Tuple.of(Buffer.buffer(hash), Rows.param(expires))))
        .mapEmpty();
  }

  Future<Boolean> useSetupLink(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery("DELETE FROM setup_link WHERE token_hash = $1 AND expires_at > $2")
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Admin admin(Row row) {
    return new Admin(
        new AdminId(row.getLong("id")),
        row.getString("email"),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getString("password_hash"));
  }

  private static AdminTokens.View token(Row row) {
    return new AdminTokens.View(
        row.getLong("id"),
        row.getString("name"),
        Role.of(row.getString("role")),
        row.getString("hint"),
        row.getString("created_by"),
        Rows.time(row, "created_at"),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "last_used_at"));
  }
}
