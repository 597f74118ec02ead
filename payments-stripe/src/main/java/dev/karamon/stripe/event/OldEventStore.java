package dev.karamon.stripe.event;

import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Events that are no longer needed, or whose customer has been unlinked for too long. */
final class OldEventStore {
  // By the index on the time of arrival; what another node is deleting is left to it.
  private static final String DELETE =
      """
      WITH deleted AS (
        DELETE FROM stripe_event WHERE event_id IN (
          SELECT event_id FROM stripe_event
           WHERE received_at < $1 AND created_at < $1 AND status IN ('done', 'ignored', 'parked')
           ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING mode, customer_id, status
      ), unheard AS (
        INSERT INTO stripe_forgotten_customer (mode, customer_id)
        SELECT DISTINCT mode, customer_id FROM deleted WHERE status = 'parked'
         ORDER BY mode, customer_id
        ON CONFLICT DO NOTHING
      )
      SELECT count(*) AS deleted FROM deleted
      """;

  /**
   * Deletes so many events that came, and happened, before a time and are closed or parked; how
   * many. Whose were parked is kept.
   */
  Future<Long> delete(SqlClient client, Instant before, int most) {
    return client
        .preparedQuery(DELETE)
        .execute(Tuple.of(Rows.param(before), most))
        .map(rows -> Rows.one(rows, row -> row.getLong("deleted")));
  }
}
