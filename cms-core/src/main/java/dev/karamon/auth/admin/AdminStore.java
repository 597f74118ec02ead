package dev.karamon.auth.admin;

import dev.karamon.actor.Role;
import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.id.AdminId;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class AdminStore {
  Future<Boolean> anyAdmin(SqlClient client) {
    return client
        .query("SELECT EXISTS (SELECT 1 FROM admin) AS any_admin")
        .execute()
        .map(rows -> Rows.one(rows, row -> row.getBoolean("any_admin")));
  }

  private static final String CLAIM_FIRST =
      "SELECT pg_advisory_xact_lock(hashtext('karamon.first-admin'))";

  private static final String INSERT_FIRST =
      """
      INSERT INTO admin (email, name, role, password_hash, created_at)
      SELECT $1, $2, 'owner', $3, $4 WHERE NOT EXISTS (SELECT 1 FROM admin)
      RETURNING id
      """;

  /**
   * Empty when there is an admin. Two nodes that start on one empty database agree on one: whoever
   * else tries waits, in a statement of its own, as the next one sees what was committed meanwhile.
   */
  Future<Optional<AdminId>> insertFirst(
      SqlConnection transaction, String email, String name, String passwordHash, Instant now) {
    return transaction
        .query(CLAIM_FIRST)
        .execute()
        .compose(claimed ->
            transaction
                .preparedQuery(INSERT_FIRST)
                .execute(Tuple.of(email, name, passwordHash, Rows.param(now))))
        .map(rows -> Rows.first(rows, row -> new AdminId(row.getLong("id"))));
  }

  private static final String INSERT =
      """
      INSERT INTO admin (email, name, role, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
      RETURNING id
      """;

  Future<AdminId> insert(
      SqlClient client, String email, String name, Role role, String passwordHash, Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(Tuple.of(email, name, role.wire(), passwordHash, Rows.param(now)))
        .map(rows -> Rows.one(rows, row -> new AdminId(row.getLong("id"))));
  }

  private static final String SELECT =
      """
      SELECT a.id, a.email, a.name, a.role, a.password_hash, a.created_at, a.version,
             EXISTS (SELECT 1 FROM admin_second_factor f
                      WHERE f.admin_id = a.id AND f.confirmed_at IS NOT NULL) AS second_factor
      """;

  private static final String FROM = " FROM admin a";

  private static final String BY_EMAIL =
      SELECT + FROM + " WHERE lower(a.email COLLATE \"C\") = lower($1 COLLATE \"C\")";
  private static final String BY_ID = SELECT + FROM + " WHERE a.id = $1";

  Future<Optional<Admin>> byEmail(SqlClient client, String email) {
    return client
        .preparedQuery(BY_EMAIL)
        .execute(Tuple.of(email))
        .map(rows -> Rows.first(rows, AdminStore::admin));
  }

  Future<Optional<Admin>> byId(SqlClient client, AdminId id) {
    return client
        .preparedQuery(BY_ID)
        .execute(Tuple.of(id.value()))
        .map(rows -> Rows.first(rows, AdminStore::admin));
  }

  private static final Listing LIST = Listing.of(SELECT, FROM, Ordering.usually("a.id"));

  Future<Page<Admin>> list(SqlClient client, PageRequest page) {
    return LIST.search(page.query(), "a.email", "a.name")
        .read(client, page.sort(), page.perPage(), page.offset(), AdminStore::admin)
        .map(slice -> Page.of(page, slice.items(), slice.total()));
  }

  private static final String UPDATE =
      """
      UPDATE admin SET email = $2, name = $3, role = $4, password_hash = $5, version = version + 1
       WHERE id = $1 AND version = $6
      """;

  /** Writes it unless somebody else did meanwhile; then it is false. */
  Future<Boolean> update(SqlClient client, Admin admin) {
    return client
        .preparedQuery(UPDATE)
        .execute(
            Tuple.of(
                admin.id().value(),
                admin.email(),
                admin.name(),
                admin.role().wire(),
                admin.passwordHash(),
                admin.version()))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> delete(SqlClient client, AdminId id) {
    return client
        .preparedQuery("DELETE FROM admin WHERE id = $1")
        .execute(Tuple.of(id.value()))
        .mapEmpty();
  }

  // Whoever takes an owner away waits for whoever does the same.
  private static final String OWNERS =
      "SELECT id FROM admin WHERE role = 'owner' ORDER BY id FOR UPDATE";

  Future<List<AdminId>> lockOwners(SqlClient client) {
    return client
        .query(OWNERS)
        .execute()
        .map(rows -> Rows.all(rows, row -> new AdminId(row.getLong("id"))));
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

  Future<Boolean> isSetupLink(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery("SELECT 1 FROM setup_link WHERE token_hash = $1 AND expires_at > $2")
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now)))
        .map(rows -> rows.rowCount() == 1);
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
        Wire.of(Role.class, row.getString("role")),
        row.getString("password_hash"),
        row.getBoolean("second_factor"),
        Rows.time(row, "created_at"),
        row.getInteger("version"));
  }
}
