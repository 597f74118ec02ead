package dev.karamon.stripe.event;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.DueSql;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The inbox as intake and workers use it. */
final class EventStore {
  /** All but the body, which only who needs it asks for. */
  static final String COLUMNS =
      """
      SELECT e.event_id, e.type, e.mode, e.created_at, e.received_at, e.status, e.reason, e.attempts,
             e.next_attempt_at, e.customer_id, e.subscription_id
      """;

  private static final String ADD =
      """
      INSERT INTO stripe_event (event_id, type, mode, created_at, received_at, status, reason,
                                attempts, next_attempt_at, customer_id, subscription_id, body,
                                body_offset, body_length, bundle_id)
      SELECT e.*, CASE WHEN e.body IS NULL THEN $15::uuid END
        FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[],
                    $6::text[], $7::text[], $8::integer[], $9::timestamptz[], $10::text[],
                    $11::text[], $12::bytea[], $13::integer[], $14::integer[])
             AS e (event_id, type, mode, created_at, received_at, status, reason, attempts,
                   next_attempt_at, customer_id, subscription_id, body)
       ORDER BY event_id COLLATE "C"
      ON CONFLICT (event_id) DO NOTHING
      """;

  // Nothing of a bundle is stored if all of its events were there before.
  private static final String ADD_BUNDLED =
      "WITH stored AS ("
          + ADD
          + """
            RETURNING event_id, received_at, bundle_id
          ), bundled AS (
            INSERT INTO stripe_event_bundle (bundle_id, first_received_at, last_received_at, packed)
            SELECT bundle_id, min(received_at), max(received_at), $16::bytea FROM stored
             WHERE bundle_id IS NOT NULL GROUP BY bundle_id
          )
          SELECT event_id FROM stored
          """;

  /**
   * Stores events that are not stored yet and need not be read soon, without making customers due;
   * returns their ids.
   */
  Future<Set<String>> add(SqlClient client, List<StoredEvent> events) {
    var bundle = Bundle.of(events);
    return client
        .preparedQuery(ADD_BUNDLED)
        .execute(parameters(events, bundle).addBuffer(bundle.stored()))
        .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getString("event_id"))));
  }

  // Customers are made due in one order everywhere, so that batches of several nodes cannot
  // deadlock.
  private static final String MAKE_DUE =
      """
      INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at)
      SELECT mode, customer_id, min(received_at) FROM stored
       WHERE status = 'pending' AND customer_id IS NOT NULL
       GROUP BY mode, customer_id
       ORDER BY mode COLLATE "C", customer_id COLLATE "C"
      """
          + DueSql.WITH_EVENTS;

  private static final String INSERT =
      "WITH stored AS (" + ADD + "RETURNING mode, customer_id, status, received_at)" + MAKE_DUE;

  /** Stores events that are not there yet, and makes their customers due. */
  Future<Void> insert(SqlClient client, List<StoredEvent> events) {
    return events.isEmpty()
        ? Future.succeededFuture()
        : client.preparedQuery(INSERT).execute(parameters(events, Bundle.NONE)).mapEmpty();
  }

  private static Tuple parameters(List<StoredEvent> events, Bundle bundle) {
    return Tuple.tuple()
        .addArrayOfString(Columns.texts(events, StoredEvent::id))
        .addArrayOfString(Columns.texts(events, StoredEvent::type))
        .addArrayOfString(Columns.texts(events, e -> e.mode().wire()))
        .addArrayOfOffsetDateTime(Columns.times(events, StoredEvent::created))
        .addArrayOfOffsetDateTime(Columns.times(events, StoredEvent::receivedAt))
        .addArrayOfString(Columns.texts(events, e -> e.status().wire()))
        .addArrayOfString(Columns.maybeTexts(events, StoredEvent::reason))
        .addArrayOfInteger(Columns.integers(events, StoredEvent::attempts))
        .addArrayOfOffsetDateTime(Columns.maybeTimes(events, StoredEvent::nextAttemptAt))
        .addArrayOfString(Columns.maybeTexts(events, e -> e.customer().map(CustomerId::value)))
        .addArrayOfString(
            Columns.maybeTexts(events, e -> e.subscription().map(SubscriptionId::value)))
        .addArrayOfBuffer(bodies(events, bundle))
        .addArrayOfInteger(places(events, bundle, Bundle.Place::offset))
        .addArrayOfInteger(places(events, bundle, Bundle.Place::length))
        .addUUID(bundle.id());
  }

  private static final String REOPEN =
      """
      UPDATE stripe_event SET status = 'pending', attempts = 0, next_attempt_at = received_at
       WHERE event_id = ANY ($1::text[])
      """;

  /** Makes events open that were stored as done; their customers do not become due. */
  Future<Void> reopen(SqlClient client, Collection<String> ids) {
    return withIds(client, REOPEN, ids);
  }

  private static final String MAKE_OPEN_DUE =
      "WITH stored AS (SELECT * FROM stripe_event WHERE event_id = ANY ($1::text[]))" + MAKE_DUE;

  /** Makes the customers of open events due. */
  Future<Void> makeDue(SqlClient client, Collection<String> ids) {
    return withIds(client, MAKE_OPEN_DUE, ids);
  }

  private static Future<Void> withIds(SqlClient client, String statement, Collection<String> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture()
        : client
            .preparedQuery(statement)
            .execute(Tuple.tuple().addArrayOfString(ids.toArray(String[]::new)))
            .mapEmpty();
  }

  private static final String IS_OPEN =
      "SELECT 1 FROM stripe_event WHERE event_id = $1 AND status IN " + StatusSql.OPEN_EVENTS;

  /** Whether an event is still to be applied. */
  Future<Boolean> isOpen(SqlClient client, String id) {
    return client.preparedQuery(IS_OPEN).execute(Tuple.of(id)).map(rows -> rows.size() == 1);
  }

  private static final String OPEN =
      COLUMNS
          + EventBodyStore.COLUMNS
          + """
            FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
            JOIN stripe_event e USING (mode, customer_id)
          """
          + EventBodyStore.JOIN
          + """
           WHERE e.status IN %s
           ORDER BY e.created_at, e.event_id
          """
              .formatted(StatusSql.OPEN_EVENTS);

  /**
   * All open events of these customers, oldest first, also those that are not to be tried yet: what
   * one of them means can only be judged together with the others.
   */
  Future<List<StoredEvent>> open(SqlClient client, List<Claim> claims) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(Columns.texts(claims, c -> c.customer().mode().wire()))
            .addArrayOfString(Columns.texts(claims, c -> c.customer().id().value()));
    return client
        .preparedQuery(OPEN)
        .execute(parameters)
        .map(rows -> EventBodyStore.all(rows, EventStore::event));
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
      UPDATE stripe_event SET status = $2, attempts = $3, reason = $4, next_attempt_at = $5
       WHERE event_id = $1
      """;

  /** Records a failure after which it is retried. */
  Future<Void> fail(SqlClient client, String id, int attempts, String reason, Instant nextAttempt) {
    return client
        .preparedQuery(FAIL)
        .execute(Tuple.of(id, EventStatus.FAILED.wire(), attempts, reason, Rows.param(nextAttempt)))
        .mapEmpty();
  }

  // Its meaning is unknown, so another event in the same second proves nothing.
  private static final String DISTRUST =
      """
      UPDATE stripe_subscription s SET known_at = greatest(s.known_at, e.created_at)
        FROM stripe_event e
       WHERE e.event_id = $1 AND s.subscription_id = e.subscription_id
      """;

  /** Gives an event up. */
  Future<Void> markDead(SqlClient client, String id, int attempts, String reason) {
    return client
        .preparedQuery(FAIL)
        .execute(Tuple.of(id, EventStatus.DEAD.wire(), attempts, reason).addOffsetDateTime(null))
        .compose(done -> client.preparedQuery(DISTRUST).execute(Tuple.of(id)))
        .mapEmpty();
  }

  // A link may be made in the very moment in which an event is parked.
  private static final String UNPARK_LINKED =
      """
      UPDATE stripe_event e SET status = 'pending', reason = NULL, next_attempt_at = $1
        FROM (SELECT p.event_id FROM stripe_event p
                JOIN stripe_customer USING (mode, customer_id)
               WHERE p.status = 'parked' FOR UPDATE OF p SKIP LOCKED) free
       WHERE e.event_id = free.event_id
      """;

  private static final String MAKE_ORPHANS_DUE =
      """
      INSERT INTO stripe_customer_work (mode, customer_id, due_at)
      SELECT e.mode, e.customer_id, min(e.next_attempt_at) FROM stripe_event e
       WHERE e.status IN %s AND e.customer_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM stripe_customer_work w
                          WHERE w.mode = e.mode AND w.customer_id = e.customer_id)
       GROUP BY e.mode, e.customer_id
       ORDER BY e.mode COLLATE "C", e.customer_id COLLATE "C"
      ON CONFLICT DO NOTHING
      """
          .formatted(StatusSql.OPEN_EVENTS);

  /** Makes customers due whose open events are not scheduled to be worked on. */
  Future<Integer> makeOrphansDue(SqlClient client, Instant now) {
    return client
        .preparedQuery(UNPARK_LINKED)
        .execute(Tuple.of(Rows.param(now)))
        .compose(done -> client.query(MAKE_ORPHANS_DUE).execute())
        .map(rows -> rows.rowCount());
  }

  // The customer comes before its events, as for whoever works on it.
  private static final String REPLAY =
      """
      WITH due AS (
        INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at)
        SELECT mode, customer_id, $2::timestamptz FROM stripe_event
         WHERE %1$s AND customer_id IS NOT NULL
         GROUP BY mode, customer_id
         ORDER BY mode COLLATE "C", customer_id COLLATE "C"
        %2$s
        RETURNING mode, customer_id
      ), again AS (
        UPDATE stripe_event e
           SET status = 'pending', reason = NULL, attempts = 0, next_attempt_at = $2
          FROM due d
         WHERE e.mode = d.mode AND e.customer_id = d.customer_id AND %1$s
        RETURNING 1
      )
      SELECT count(*) AS replayed FROM again
      """;

  private static final String REPLAY_ONE =
      REPLAY.formatted("event_id = $1 AND status <> 'ignored'", DueSql.WITH_EVENTS);

  /** Has an event applied again; false when it is of a kind that is never applied. */
  Future<Boolean> replay(SqlClient client, String id, Instant now) {
    return replay(client, REPLAY_ONE, Tuple.of(id, Rows.param(now))).map(count -> count == 1);
  }

  private static final String REPLAY_ALL =
      REPLAY.formatted("status = ANY ($1::text[])", DueSql.WITH_EVENTS);

  /** Has all events of these statuses applied again; how many. */
  Future<Long> replay(SqlClient client, List<EventStatus> statuses, Instant now) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(Columns.texts(statuses, EventStatus::wire))
            .addOffsetDateTime(Rows.param(now));
    return replay(client, REPLAY_ALL, parameters);
  }

  private static Future<Long> replay(SqlClient client, String statement, Tuple parameters) {
    return client
        .preparedQuery(statement)
        .execute(parameters)
        .map(rows -> Rows.one(rows, row -> row.getLong("replayed")));
  }

  /** Those that are not in the bundle. */
  private static Buffer[] bodies(List<StoredEvent> events, Bundle bundle) {
    return events.stream()
        .map(event ->
            bundle.place(event).isPresent()
                ? null
                : PackedBody.of(event.body().getBytes()).stored())
        .toArray(Buffer[]::new);
  }

  private static Integer[] places(
      List<StoredEvent> events, Bundle bundle, Function<Bundle.Place, Integer> value) {
    return events.stream()
        .map(event -> bundle.place(event).map(value).orElse(null))
        .toArray(Integer[]::new);
  }

  /** The event of a row, with this body. */
  static StoredEvent event(Row row, Buffer body) {
    return new StoredEvent(
        row.getString("event_id"),
        row.getString("type"),
        Wire.of(StripeMode.class, row.getString("mode")),
        Rows.time(row, "created_at"),
        Rows.time(row, "received_at"),
        Wire.of(EventStatus.class, row.getString("status")),
        Optional.ofNullable(row.getString("reason")),
        row.getInteger("attempts"),
        Rows.instant(row, "next_attempt_at"),
        Optional.ofNullable(row.getString("customer_id")).map(CustomerId::new),
        Optional.ofNullable(row.getString("subscription_id")).map(SubscriptionId::new),
        body);
  }
}
