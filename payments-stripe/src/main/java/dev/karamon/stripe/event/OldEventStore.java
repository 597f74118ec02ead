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

  // The events of a bundle arrived between its two times: the index on these finds them, and OFFSET
  // keeps the planner from reading all events in its place.
  private static final String DELETE_BUNDLES =
      """
      DELETE FROM stripe_event_bundle WHERE bundle_id IN (
        SELECT b.bundle_id FROM stripe_event_bundle b
         WHERE b.last_received_at < $1
           AND NOT EXISTS (
             SELECT 1 FROM stripe_event e
              WHERE e.received_at BETWEEN b.first_received_at AND b.last_received_at
                AND e.bundle_id = b.bundle_id OFFSET 0)
         LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;

  /** Deletes so many bundles that came before a time and of whose events none is left; how many. */
  Future<Integer> deleteBundles(SqlClient client, Instant before, int most) {
    return client
        .preparedQuery(DELETE_BUNDLES)
        .execute(Tuple.of(Rows.param(before), most))
        .map(rows -> rows.rowCount());
  }
}
