package dev.karamon.stripe.event;

import dev.karamon.database.Rows;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Figures about the state of the inbox. */
final class EventHealthStore {
  private static final String LAST =
      """
      SELECT t.type, e.created_at, e.received_at FROM unnest($1::text[]) AS t (type)
        LEFT JOIN LATERAL (
          SELECT created_at, received_at FROM stripe_event
           WHERE type = t.type AND mode = $2 ORDER BY received_at DESC LIMIT 1) e ON true
       ORDER BY t.type
      """;

  /** The newest event of each type. */
  Future<List<WebhookHealth.LastEvent>> last(
      SqlClient client, Collection<String> types, StripeMode mode, Instant now) {
    return client
        .preparedQuery(LAST)
        .execute(
            Tuple.tuple().addArrayOfString(types.toArray(String[]::new)).addString(mode.wire()))
        .map(rows -> Rows.all(rows, row -> last(row, now)));
  }

  private static WebhookHealth.LastEvent last(Row row, Instant now) {
    var received = Rows.instant(row, "received_at");
    return new WebhookHealth.LastEvent(
        row.getString("type"),
        Rows.instant(row, "created_at"),
        received,
        received.map(at -> Math.max(0, Duration.between(at, now).toSeconds())));
  }

  /** How many events wait or were given up, and since when the oldest waits. */
  record Open(WebhookHealth.Counts counts, Optional<Instant> oldest) {}

  private static final String OPEN =
      """
      SELECT count(*) FILTER (WHERE status = 'pending') AS pending,
             count(*) FILTER (WHERE status = 'failed') AS failed,
             count(*) FILTER (WHERE status = 'parked') AS parked,
             count(*) FILTER (WHERE status = 'dead') AS dead,
             min(received_at) FILTER (WHERE status IN %s) AS oldest
        FROM stripe_event
       WHERE mode = $1 AND status IN %s
      """
          .formatted(StatusSql.OPEN_EVENTS, StatusSql.UNAPPLIED_EVENTS);

  Future<Open> open(SqlClient client, StripeMode mode) {
    return client
        .preparedQuery(OPEN)
        .execute(Tuple.of(mode.wire()))
        .map(rows -> Rows.one(rows, EventHealthStore::open));
  }

  private static Open open(Row row) {
    return new Open(
        new WebhookHealth.Counts(
            row.getLong("pending"),
            row.getLong("failed"),
            row.getLong("parked"),
            row.getLong("dead")),
        Rows.instant(row, "oldest"));
  }
}
