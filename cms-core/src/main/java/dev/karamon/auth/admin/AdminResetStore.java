package dev.karamon.auth.admin;

import dev.karamon.database.Rows;
import dev.karamon.id.AdminId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** The links of admins who cannot sign in; of their tokens, the hashes. */
final class AdminResetStore {
  private static final String PUT =
      """
      INSERT INTO admin_reset_link (admin_id, token_hash, expires_at) VALUES ($1, $2, $3)
      ON CONFLICT (admin_id) DO UPDATE SET token_hash = $2, expires_at = $3
      """;

  /** Takes the place of the former link. */
  Future<Void> put(SqlClient client, AdminId admin, byte[] hash, Instant expires) {
    return client
        .preparedQuery(PUT)
        .execute(Tuple.of(admin.value(), Buffer.buffer(hash), Rows.param(expires)))
        .mapEmpty();
  }

  Future<Boolean> isGood(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery("SELECT 1 FROM admin_reset_link WHERE token_hash = $1 AND expires_at > $2")
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String USE =
      """
      DELETE FROM admin_reset_link WHERE token_hash = $1 AND expires_at > $2 RETURNING admin_id
      """;

  /** Whose link it was; empty when it is invalid. */
  Future<Optional<AdminId>> use(SqlClient client, byte[] hash, Instant now) {
    return client
        .preparedQuery(USE)
        .execute(Tuple.of(Buffer.buffer(hash), Rows.param(now)))
        .map(rows -> Rows.first(rows, row -> new AdminId(row.getLong("admin_id"))));
  }
}
