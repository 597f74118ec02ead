package dev.karamon.stripe.event;

import dev.karamon.database.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;

/** Events that nobody will ask for again. */
final class OldEventStore {
  // By the index on the time of arrival; what another node is deleting is left to it.
  private static final String DELETE =
      """
      DELETE FROM stripe_event WHERE event_id IN (
        SELECT event_id FROM stripe_event
         WHERE received_at < $1 AND created_at < $1 AND status IN ('done', 'ignored')
         ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;

  /** Deletes so many events that came, and happened, before a time and are closed; how many. */
  Future<Integer> delete(SqlClient client, Instant before, int most) {
    return client
        .preparedQuery(DELETE)
        .execute(Tuple.of(Rows.param(before), most))
        .map(SqlResult::rowCount);
  }
}
