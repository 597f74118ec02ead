package dev.karamon.stripe.event;

import dev.karamon.database.Rows;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.membership.Claim;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The inbox as intake and workers use it. */
final class EventStore {
  static final String COLUMNS =
      """
      SELECT e.event_id, e.type, e.mode, e.created_at, e.received_at, e.status, e.reason, e.attempts,
             e.next_attempt_at, e.customer_id, e.subscription_id, e.body
      """;

  // Customers are made due in one order everywhere, so that batches of several nodes cannot
  // deadlock.
  private static final String INSERT =
      """
      WITH stored AS (
        INSERT INTO stripe_event (event_id, type, mode, created_at, received_at, status, reason,
                                  next_attempt_at, customer_id, subscription_id, body)
        SELECT event_id, type, mode, created_at, received_at, status, reason, received_at,
               customer_id, subscription_id, body
          FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[],
                      $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[])
              AS e (event_id, type, mode, created_at, received_at, status, reason, customer_id,
                    subscription_id, body)
         ORDER BY event_id COLLATE "C"
        ON CONFLICT (event_id) DO NOTHING
        RETURNING mode, customer_id, status, received_at
      )
      INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at)
      SELECT mode, customer_id, min(received_at) FROM stored
       WHERE status = 'pending' AND customer_id IS NOT NULL
       GROUP BY mode, customer_id
       ORDER BY mode COLLATE "C", customer_id COLLATE "C"
      ON CONFLICT (mode, customer_id) DO UPDATE SET due_at = least(w.due_at, excluded.due_at)
      """;

  /** Keeps events that are not there yet, and makes their customers due. */
  Future<Void> insert(SqlClient client, List<StoredEvent> events) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(texts(events, StoredEvent::id))
            .addArrayOfString(texts(events, StoredEvent::type))
            .addArrayOfString(texts(events, e -> e.mode().wire()))
            .addArrayOfOffsetDateTime(times(events, StoredEvent::created))
            .addArrayOfOffsetDateTime(times(events, StoredEvent::receivedAt))
            .addArrayOfString(texts(events, e -> e.status().wire()))
            .addArrayOfString(optional(events, StoredEvent::reason))
            .addArrayOfString(optional(events, e -> e.customer().map(CustomerId::value)))
            .addArrayOfString(optional(events, e -> e.subscription().map(SubscriptionId::value)))
            .addArrayOfBuffer(events.stream().map(StoredEvent::body).toArray(Buffer[]::new));
    return client.preparedQuery(INSERT).execute(parameters).mapEmpty();
  }

  private static final String OPEN =
      COLUMNS
          + """
            FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
            JOIN stripe_event e USING (mode, customer_id)
           WHERE e.status IN ('pending', 'failed') AND e.next_attempt_at <= $3
           ORDER BY e.created_at, e.event_id
          """;

  /** The events of these customers that are to be tried now, oldest first. */
  Future<List<StoredEvent>> open(SqlClient client, List<Claim> claims, Instant now) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(texts(claims, c -> c.customer().mode().wire()))
            .addArrayOfString(texts(claims, c -> c.customer().id().value()))
            .addOffsetDateTime(Rows.param(now));
    return client
        .preparedQuery(OPEN)
        .execute(parameters)
        .map(rows -> Rows.all(rows, EventStore::event));
  }

  private static final String CLOSE =
      """
      UPDATE stripe_event
         SET status = $2, reason = $3, attempts = attempts + 1, next_attempt_at = NULL
       WHERE event_id = ANY ($1::text[])
      """;

  Future<Void> close(
      SqlClient client, Collection<String> ids, EventStatus status, Optional<String> reason) {
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    return client
        .preparedQuery(CLOSE)
        .execute(
            Tuple.tuple()
                .addArrayOfString(ids.toArray(String[]::new))
                .addString(status.wire())
                .addString(reason.orElse(null)))
        .mapEmpty();
  }

  private static final String FAIL =
      """
      UPDATE stripe_event
         SET status = $2, reason = $3, attempts = attempts + 1, next_attempt_at = $4
       WHERE event_id = $1
      """;

  /** Notes a failure; without a next try the event is dead. */
  Future<Void> fail(SqlClient client, String id, String reason, Optional<Instant> nextAttempt) {
    var status = nextAttempt.isPresent() ? EventStatus.FAILED : EventStatus.DEAD;
    return client
        .preparedQuery(FAIL)
        .execute(Tuple.of(id, status.wire(), reason, Rows.param(nextAttempt)))
        .mapEmpty();
  }

  private static final String MAKE_ORPHANS_DUE =
      """
      INSERT INTO stripe_customer_work (mode, customer_id, due_at)
      SELECT e.mode, e.customer_id, min(e.next_attempt_at) FROM stripe_event e
       WHERE e.status IN ('pending', 'failed') AND e.customer_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM stripe_customer_work w
                          WHERE w.mode = e.mode AND w.customer_id = e.customer_id)
       GROUP BY e.mode, e.customer_id
      ON CONFLICT DO NOTHING
      """;

  /** Makes customers due whose open events nobody is about to work on. */
  Future<Integer> makeOrphansDue(SqlClient client) {
    return client.query(MAKE_ORPHANS_DUE).execute().map(rows -> rows.rowCount());
  }

  private static final String REPLAY =
      """
      WITH again AS (
        UPDATE stripe_event SET status = 'pending', reason = NULL, attempts = 0, next_attempt_at = $2
         WHERE event_id = $1 AND status <> 'ignored' AND customer_id IS NOT NULL
        RETURNING mode, customer_id
      )
      INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at)
      SELECT mode, customer_id, $2 FROM again
      ON CONFLICT (mode, customer_id) DO UPDATE SET due_at = least(w.due_at, excluded.due_at)
      """;

  Future<Boolean> replay(SqlClient client, String id, Instant now) {
    return client
        .preparedQuery(REPLAY)
        .execute(Tuple.of(id, Rows.param(now)))
        .map(rows -> rows.rowCount() == 1);
  }

  static StoredEvent event(Row row) {
    return new StoredEvent(
        row.getString("event_id"),
        row.getString("type"),
        StripeMode.of(row.getString("mode")),
        Rows.time(row, "created_at"),
        Rows.time(row, "received_at"),
        EventStatus.of(row.getString("status")),
        Optional.ofNullable(row.getString("reason")),
        row.getInteger("attempts"),
        Rows.instant(row, "next_attempt_at"),
        Optional.ofNullable(row.getString("customer_id")).map(CustomerId::new),
        Optional.ofNullable(row.getString("subscription_id")).map(SubscriptionId::new),
        row.getBuffer("body"));
  }

  private static <T> String[] texts(List<T> things, Function<T, String> text) {
    return things.stream().map(text).toArray(String[]::new);
  }

  private static <T> String[] optional(List<T> things, Function<T, Optional<String>> text) {
    return things.stream().map(thing -> text.apply(thing).orElse(null)).toArray(String[]::new);
  }

  private static <T> OffsetDateTime[] times(List<T> things, Function<T, Instant> time) {
    return things.stream()
        .map(thing -> Rows.param(time.apply(thing)))
        .toArray(OffsetDateTime[]::new);
  }
}
