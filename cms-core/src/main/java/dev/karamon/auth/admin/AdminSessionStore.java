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
import java.util.UUID;

final class AdminSessionStore {
  /** A session that begins. */
  record Opened(
      Buffer hash, AdminId admin, Instant at, Instant expires, String address, String userAgent) {
    /** Without the hash. */
    @Override
    public String toString() {
      return "Opened[" + admin + "]";
    }
  }

  private static final String INSERT =
      """
      INSERT INTO admin_session
             (token_hash, admin_id, created_at, last_used_at, expires_at, address, user_agent)
      SELECT $1, a.id, $3, $3, $4, $5, $6 FROM admin a
       WHERE a.id = $2 AND a.password_hash = $7
         FOR SHARE
      """;

  /** False when the admin is gone, or the password that was checked is a former one by now. */
  Future<Boolean> insert(SqlClient client, Opened session, String passwordHash) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                session.hash(),
                session.admin().value(),
                Rows.param(session.at()),
                Rows.param(session.expires()),
                session.address(),
                session.userAgent(),
                passwordHash))
        .map(rows -> rows.rowCount() == 1);
  }

  // A write with every request would cost more than it is worth.
  private static final String BY_TOKEN =
      """
      WITH live AS (
        SELECT s.token_hash, s.last_used_at, a.id, a.email, a.role
          FROM admin_session s
          JOIN admin a ON a.id = s.admin_id
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_used_at > $3
      ), used AS (
        UPDATE admin_session s SET last_used_at = $2 FROM live
         WHERE s.token_hash = live.token_hash AND live.last_used_at < $2 - interval '1 minute'
      )
      SELECT id, email, role FROM live
      """;

  Future<Optional<Actor>> byToken(SqlClient client, byte[] hash, Instant now, Instant usedAfter) {
    return client
        .preparedQuery(BY_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now), Rows.param(usedAfter)))
        .map(rows -> Rows.first(rows, AdminSessionStore::actor));
  }

  private static final Listing LIST =
      Listing.of(
          """
          SELECT s.id, s.token_hash, s.admin_id, a.email, s.created_at, s.last_used_at,
                 s.expires_at, s.address, s.user_agent
          """,
          "FROM admin_session s JOIN admin a ON a.id = s.admin_id",
          Ordering.usually("s.last_used_at DESC, s.id"));

  /** An admin's sessions that are still valid. */
  Future<Slice<AdminSignIns.View>> live(
      SqlClient client,
      AdminId admin,
      PageRequest page,
      byte[] current,
      Instant now,
      Instant usedAfter) {
    return LIST.where("s.admin_id = $1", admin.value())
        .where("s.expires_at > $1 AND s.last_used_at > $2", Rows.param(now), Rows.param(usedAfter))
        .search(page.query(), "s.address", "s.user_agent")
        .read(client, page.sort(), page.perPage(), page.offset(), row -> view(row, current));
  }

  Future<Void> deleteByToken(SqlClient client, byte[] hash) {
    return client
        .preparedQuery("DELETE FROM admin_session WHERE token_hash = $1")
        .execute(Tuple.of(Buffer.buffer(hash)))
        .mapEmpty();
  }

  private static final String DELETE =
      """
      DELETE FROM admin_session WHERE id = $1 AND ($2::bigint IS NULL OR admin_id = $2)
      RETURNING admin_id
      """;

  /** The admin whose session it was; empty when it does not exist or is another admin's. */
  Future<Optional<AdminId>> delete(SqlClient client, UUID id, Optional<AdminId> onlyOf) {
    return client
        .preparedQuery(DELETE)
        .execute(Tuple.of(id, onlyOf.map(AdminId::value).orElse(null)))
        .map(rows -> Rows.first(rows, row -> new AdminId(row.getLong("admin_id"))));
  }

  /** Ends an admin's sessions except this one; returns how many. */
  Future<Integer> deleteOthers(SqlClient client, AdminId admin, byte[] keep) {
    return client
        .preparedQuery("DELETE FROM admin_session WHERE admin_id = $1 AND token_hash <> $2")
        .execute(Tuple.of(admin.value(), Buffer.buffer(keep)))
        .map(rows -> rows.rowCount());
  }

  private static Actor actor(Row row) {
    return new Actor(
        "admin",
        row.getLong("id").toString(),
        row.getString("email"),
        Wire.of(Role.class, row.getString("role")));
  }

  private static AdminSignIns.View view(Row row, byte[] current) {
    return new AdminSignIns.View(
        row.getUUID("id"),
        row.getLong("admin_id"),
        row.getString("email"),
        Rows.time(row, "created_at"),
        Rows.time(row, "last_used_at"),
        Rows.time(row, "expires_at"),
        row.getString("address"),
        row.getString("user_agent"),
        row.getBuffer("token_hash").equals(Buffer.buffer(current)));
  }
}
