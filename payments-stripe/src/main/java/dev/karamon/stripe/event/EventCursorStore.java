package dev.karamon.stripe.event;

import dev.karamon.database.Rows;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** How far the events that Stripe lists have been looked through. */
final class EventCursorStore {
  Future<Optional<Instant>> seen(SqlClient client, StripeMode mode) {
    return client
        .preparedQuery("SELECT seen FROM stripe_event_cursor WHERE mode = $1")
        .execute(Tuple.of(mode.wire()))
        .map(rows -> Rows.first(rows, row -> Rows.time(row, "seen")));
  }

  private static final String MOVE =
      """
      INSERT INTO stripe_event_cursor AS c (mode, seen) VALUES ($1, $2)
      ON CONFLICT (mode) DO UPDATE SET seen = greatest(c.seen, excluded.seen)
      """;

  Future<Void> move(SqlClient client, StripeMode mode, Instant seen) {
    return client.preparedQuery(MOVE).execute(Tuple.of(mode.wire(), Rows.param(seen))).mapEmpty();
  }
}
