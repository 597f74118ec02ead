package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.AdminId;
import dev.karamon.page.PageRequest;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

final class AdminTokenStore {
  private static final String BY_TOKEN =
      """
      WITH live AS (
        SELECT t.id, t.name, t.role, t.last_used_at, a.role AS admin_role
          FROM admin_token t
          JOIN admin a ON a.id = t.admin_id
         WHERE t.token_hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2)
      ), used AS (
        UPDATE admin_token t SET last_used_at = $2 FROM live
         WHERE t.id = live.id
           AND (live.last_used_at IS NULL OR live.last_used_at < $2 - interval '1 minute')
      )
      SELECT id, name, role, admin_role FROM live
      """;

  /** Acts for the token: with its own role, or the lower one of the admin who created it. */
  Future<Optional<Actor>> byToken(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery(BY_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now)))
        .map(rows -> Rows.first(rows, AdminTokenStore::actor));
  }

  private static final String COLUMNS =
      "id, name, role, hint, created_by, created_at, expires_at, last_used_at";

  private static final String INSERT =
      """
      INSERT INTO admin_token
             (name, role, token_hash, hint, created_by, created_at, expires_at, admin_id)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      RETURNING
      """
          + COLUMNS;

  Future<AdminTokens.View> insert(
      SqlClient client, AdminTokens.View token, byte[] hash, AdminId maker) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                    token.name(),
                    token.role().wire(),
                    Buffer.buffer(hash),
                    token.hint(),
                    token.createdBy(),
                    Rows.param(token.createdAt()))
                .addOffsetDateTime(Rows.param(token.expiresAt()))
                .addLong(maker.value()))
        .map(rows -> Rows.one(rows, AdminTokenStore::view));
  }

  private static final Listing LIST =
      Listing.of("SELECT " + COLUMNS, "FROM admin_token", Ordering.usually("id"));

  Future<Slice<AdminTokens.View>> list(SqlClient client, PageRequest page) {
    return LIST.search(page.query(), "name")
        .read(client, page.sort(), page.perPage(), page.offset(), AdminTokenStore::view);
  }

  Future<Boolean> delete(SqlClient client, long id) {
    return client
        .preparedQuery("DELETE FROM admin_token WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Actor actor(Row row) {
    var own = Wire.of(Role.class, row.getString("role"));
    var makers = Wire.of(Role.class, row.getString("admin_role"));
    return new Actor(
        "token",
        row.getLong("id").toString(),
        "token " + row.getString("name"),
        makers.covers(own) ? own : makers);
  }

  private static AdminTokens.View view(Row row) {
    return new AdminTokens.View(
        row.getLong("id"),
        row.getString("name"),
        Wire.of(Role.class, row.getString("role")),
        row.getString("hint"),
        row.getString("created_by"),
        Rows.time(row, "created_at"),
        Rows.instant(row, "expires_at"),
        Rows.instant(row, "last_used_at"));
  }
}
