package dev.karamon.auth.admin;

import dev.karamon.database.Rows;
import dev.karamon.id.AdminId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SecondFactorStore {
  /** A sealed secret; {@code confirmed} once the admin has shown to have it. */
  record Sealed(Buffer secret, boolean confirmed) {
    /** Without the secret, sealed as it is. */
    @Override
    public String toString() {
      return "Sealed[" + confirmed + "]";
    }
  }

  private static final String PUT =
      """
      INSERT INTO admin_second_factor AS f (admin_id, secret, created_at) VALUES ($1, $2, $3)
      ON CONFLICT (admin_id) DO UPDATE SET secret = $2, created_at = $3, last_step = 0
       WHERE f.confirmed_at IS NULL
      """;

  /** False when there is a confirmed one, which stays. */
  Future<Boolean> put(SqlClient client, AdminId admin, byte[] secret, Instant now) {
    return client
        .preparedQuery(PUT)
        .execute(Tuple.of(admin.value(), Buffer.buffer(secret), Rows.param(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String READ =
      "SELECT secret, confirmed_at FROM admin_second_factor WHERE admin_id = $1";

  Future<Optional<Sealed>> read(SqlClient client, AdminId admin) {
    return client
        .preparedQuery(READ)
        .execute(Tuple.of(admin.value()))
        .map(rows ->
            Rows.first(
                rows,
                row ->
                    new Sealed(
                        row.getBuffer("secret"), Rows.instant(row, "confirmed_at").isPresent())));
  }

  private static final String TAKE_STEP =
      """
      UPDATE admin_second_factor
         SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
       WHERE admin_id = $1 AND last_step < $2
      """;

  /**
   * Uses up a time step; false when it or a later one was used already. The first use confirms the
   * factor.
   */
  Future<Boolean> takeStep(SqlClient client, AdminId admin, long step, Instant now) {
    return client
        .preparedQuery(TAKE_STEP)
        .execute(Tuple.of(admin.value(), step, Rows.param(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Boolean> delete(SqlClient client, AdminId admin) {
    return deleteCodes(client, admin)
        .compose(done ->
            client
                .preparedQuery("DELETE FROM admin_second_factor WHERE admin_id = $1")
                .execute(Tuple.of(admin.value())))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String INSERT_CODES =
      """
      INSERT INTO admin_recovery_code (admin_id, code_hash)
      SELECT $1, code FROM unnest($2::bytea[]) AS code
      """;

  /** These instead of those there were. */
  Future<Void> replaceCodes(SqlClient client, AdminId admin, List<byte[]> hashes) {
    var codes = hashes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
    return deleteCodes(client, admin)
        .compose(done ->
            client
                .preparedQuery(INSERT_CODES)
                .execute(Tuple.of(admin.value()).addArrayOfBuffer(codes)))
        .mapEmpty();
  }

  /** Uses up a recovery code; false when there is no such code. */
  Future<Boolean> takeCode(SqlClient client, AdminId admin, byte[] hash) {
    return client
        .preparedQuery("DELETE FROM admin_recovery_code WHERE admin_id = $1 AND code_hash = $2")
        .execute(Tuple.of(admin.value(), Buffer.buffer(hash)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Integer> codesLeft(SqlClient client, AdminId admin) {
    return client
        .preparedQuery("SELECT count(*)::int AS n FROM admin_recovery_code WHERE admin_id = $1")
        .execute(Tuple.of(admin.value()))
        .map(rows -> Rows.one(rows, row -> row.getInteger("n")));
  }

  private static Future<Void> deleteCodes(SqlClient client, AdminId admin) {
    return client
        .preparedQuery("DELETE FROM admin_recovery_code WHERE admin_id = $1")
        .execute(Tuple.of(admin.value()))
        .mapEmpty();
  }
}
