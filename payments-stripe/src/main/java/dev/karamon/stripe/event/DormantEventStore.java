package dev.karamon.stripe.event;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Events that are ignored for no other reason than that their mode is not the active one. */
final class DormantEventStore {
  // Not to be reworded: rows are found by it, also those of versions that wrote "Of" instead of
  // "From", and the index has it.
  private static final String REASON = " mode, which is not the active one.";

  private static final String DORMANT = "status = 'ignored' AND reason LIKE '%" + REASON + "'";

  /** The reason noted on such an event. */
  static String reason(StripeMode mode) {
    return "From " + mode.wire() + REASON;
  }

  // All of a customer together: the older of two events alone might pass for the newest.
  private static final String FIND =
      EventStore.COLUMNS
          + EventBodyStore.COLUMNS
          + " FROM stripe_event e"
          + EventBodyStore.JOIN
          + """
           WHERE %1$s AND mode = $1 AND EXISTS (SELECT 1 FROM stripe_active_mode WHERE mode = $1)
             AND (customer_id = ANY (ARRAY(SELECT customer_id FROM stripe_event
                                            WHERE %1$s AND mode = $1 AND customer_id IS NOT NULL
                                            GROUP BY customer_id LIMIT $2))
                  OR event_id = ANY (ARRAY(SELECT event_id FROM stripe_event
                                            WHERE %1$s AND mode = $1 AND customer_id IS NULL
                                            LIMIT $2)))
          """
              .formatted(DORMANT);

  /** Those of so many customers, and so many that name none; nothing unless the mode is active. */
  Future<List<StoredEvent>> find(SqlClient client, StripeMode mode, int customers) {
    return client
        .preparedQuery(FIND)
        .execute(Tuple.of(mode.wire(), customers))
        .map(rows -> EventBodyStore.all(rows, EventStore::event));
  }

  private static final String JUDGE =
      """
      UPDATE stripe_event e
         SET status = j.status, reason = j.reason, customer_id = j.customer_id,
             next_attempt_at = CASE WHEN j.status = 'pending' THEN $5::timestamptz END
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
             AS j (event_id, status, reason, customer_id)
       WHERE e.event_id = j.event_id AND e.status = 'ignored'
      """;

  /** Notes what is thought of them now. */
  Future<Void> judge(SqlClient client, List<StoredEvent> events, Instant now) {
    return client
        .preparedQuery(JUDGE)
        .execute(
            Tuple.tuple()
                .addArrayOfString(Columns.texts(events, StoredEvent::id))
                .addArrayOfString(Columns.texts(events, e -> e.status().wire()))
                .addArrayOfString(Columns.maybeTexts(events, StoredEvent::reason))
                .addArrayOfString(
                    Columns.maybeTexts(events, e -> e.customer().map(CustomerId::value)))
                .addOffsetDateTime(Rows.param(now)))
        .mapEmpty();
  }
}
