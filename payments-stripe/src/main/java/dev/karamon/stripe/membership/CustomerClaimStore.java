package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.stripe.StatusSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class CustomerClaimStore {
  private static final String RETURNING =
      """
      RETURNING w.mode, w.customer_id, w.fence, w.read_wanted_at, w.read_cause, w.read_attempts
      """;

  // Whoever claims a customer applies what its events tell; one that comes meanwhile says so.
  private static final String CLAIM_DUE =
      """
      WITH telling AS (
        SELECT mode, customer_id FROM stripe_customer_work
         WHERE NOT awaits_reading
           AND due_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
         ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
      ), to_read AS (
        SELECT mode, customer_id FROM stripe_customer_work
         WHERE awaits_reading
           AND due_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
         ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED
      )
      UPDATE stripe_customer_work w
         SET lease_until = $2, fence = nextval('stripe_claim_fence'), awaits_reading = true
        FROM (SELECT * FROM telling UNION ALL SELECT * FROM to_read) free
       WHERE w.mode = free.mode AND w.customer_id = free.customer_id
      """
          + RETURNING;

  /**
   * Claims customers that are due.
   *
   * @param limit most of those whose events have not been looked at yet
   * @param readings most of those of whom it is known that they have to be read
   */
  Future<List<Claim>> claimDue(
      SqlClient client, Instant now, Instant leaseUntil, int limit, int readings) {
    return client
        .preparedQuery(CLAIM_DUE)
        .execute(Tuple.of(Rows.param(now), Rows.param(leaseUntil), limit, readings))
        .map(rows -> Rows.all(rows, CustomerClaimStore::claim));
  }

  private static final String CLAIM_ONE =
      """
      INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at, lease_until, fence)
      VALUES ($1, $2, $3, $4, nextval('stripe_claim_fence'))
      ON CONFLICT (mode, customer_id)
      DO UPDATE SET lease_until = $4, fence = excluded.fence
       WHERE w.lease_until IS NULL OR w.lease_until <= $3
      """
          + RETURNING;

  Future<Optional<Claim>> claimOne(
      SqlClient client, CustomerKey customer, Instant now, Instant leaseUntil) {
    return client
        .preparedQuery(CLAIM_ONE)
        .execute(
            Tuple.of(
                customer.mode().wire(),
                customer.id().value(),
                Rows.param(now),
                Rows.param(leaseUntil)))
        .map(rows -> Rows.first(rows, CustomerClaimStore::claim));
  }

  // What is being worked on in a transaction right now needs no longer lease.
  private static final String RENEW =
      """
      UPDATE stripe_customer_work w SET lease_until = $4
        FROM (SELECT w.mode, w.customer_id
                FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c (mode, customer_id, fence)
                JOIN stripe_customer_work w USING (mode, customer_id, fence)
                 FOR UPDATE OF w SKIP LOCKED) held
       WHERE w.mode = held.mode AND w.customer_id = held.customer_id
      """;

  Future<Void> renew(SqlClient client, Collection<Claim> claims, Instant leaseUntil) {
    return client
        .preparedQuery(RENEW)
        .execute(parameters(claims).addOffsetDateTime(Rows.param(leaseUntil)))
        .mapEmpty();
  }

  private static final String LOCK =
      """
      SELECT w.mode, w.customer_id
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c (mode, customer_id, fence)
        JOIN stripe_customer_work w USING (mode, customer_id, fence)
       ORDER BY w.mode COLLATE "C", w.customer_id COLLATE "C"
         FOR UPDATE OF w
      """;

  /** The customers whose claims still hold, locked in the order in which everybody takes them. */
  Future<Set<CustomerKey>> lock(SqlClient client, List<Claim> claims) {
    return client
        .preparedQuery(LOCK)
        .execute(parameters(claims))
        .map(rows -> Set.copyOf(Rows.all(rows, CustomerLinkStore::key)));
  }

  // A request that arrived while another one was being fulfilled is still open.
  private static final String RELEASE =
      """
      WITH held AS (
        SELECT w.mode, w.customer_id, w.read_wanted_at IS NOT DISTINCT FROM c.fulfilled AS no_request,
               (SELECT min(coalesce(e.next_attempt_at, $5)) FROM stripe_event e
                 WHERE e.mode = w.mode AND e.customer_id = w.customer_id
                   AND e.status IN %s) AS next_at
          FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[])
               AS c (mode, customer_id, fence, fulfilled)
          JOIN stripe_customer_work w USING (mode, customer_id, fence)
      ), done AS (
        DELETE FROM stripe_customer_work w USING held h
         WHERE w.mode = h.mode AND w.customer_id = h.customer_id AND h.next_at IS NULL AND h.no_request
      )
      UPDATE stripe_customer_work w
         SET lease_until = NULL,
             due_at = CASE WHEN h.no_request THEN h.next_at ELSE least(h.next_at, $5) END,
             read_wanted_at = CASE WHEN NOT h.no_request THEN w.read_wanted_at END,
             read_cause = CASE WHEN NOT h.no_request THEN w.read_cause END,
             read_attempts = 0
        FROM held h
       WHERE w.mode = h.mode AND w.customer_id = h.customer_id
         AND (h.next_at IS NOT NULL OR NOT h.no_request)
      """
          .formatted(StatusSql.OPEN_EVENTS);

  /** Gives claims back that are locked, with the requests that they carried fulfilled. */
  Future<Void> release(SqlClient client, List<Claim> claims, Instant now) {
    return client
        .preparedQuery(RELEASE)
        .execute(
            parameters(claims)
                .addArrayOfOffsetDateTime(
                    Columns.maybeTimes(claims, c -> c.readRequest().map(Claim.ReadRequest::at)))
                .addOffsetDateTime(Rows.param(now)))
        .mapEmpty();
  }

  private static final String POSTPONE =
      """
      UPDATE stripe_customer_work w
         SET lease_until = NULL, due_at = %s, awaits_reading = %s,
             read_attempts = CASE WHEN w.read_wanted_at IS NULL THEN 0 ELSE w.read_attempts + 1 END
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c (mode, customer_id, fence)
       WHERE w.mode = c.mode AND w.customer_id = c.customer_id AND w.fence = c.fence
      """;

  private static final String POSTPONE_ALL = POSTPONE.formatted("$4", "false");

  /** Gives claims back that are locked, with nothing done; they are due again then. */
  Future<Void> postpone(SqlClient client, List<Claim> claims, Instant until) {
    return postpone(client, POSTPONE_ALL, claims, until);
  }

  private static final String POSTPONE_READ =
      POSTPONE.formatted(
          """
          least($4, (SELECT min(coalesce(e.next_attempt_at, $4)) FROM stripe_event e
                      WHERE e.mode = w.mode AND e.customer_id = w.customer_id
                        AND e.status IN %s))\
          """
              .formatted(StatusSql.OPEN_EVENTS),
          "w.awaits_reading");

  /** The same for what only the request has to wait for: due then, or when an open event is. */
  Future<Void> postponeRead(SqlClient client, List<Claim> claims, Instant until) {
    return postpone(client, POSTPONE_READ, claims, until);
  }

  private static Future<Void> postpone(
      SqlClient client, String statement, List<Claim> claims, Instant until) {
    return client
        .preparedQuery(statement)
        .execute(parameters(claims).addOffsetDateTime(Rows.param(until)))
        .mapEmpty();
  }

  private static final String PUT_OFF =
      """
      UPDATE stripe_customer_work w SET lease_until = NULL
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c (mode, customer_id, fence)
       WHERE w.mode = c.mode AND w.customer_id = c.customer_id AND w.fence = c.fence
      """;

  /** Gives claims back that are locked, of customers who have to be read; due as they were. */
  Future<Void> putOff(SqlClient client, List<Claim> claims) {
    return client.preparedQuery(PUT_OFF).execute(parameters(claims)).mapEmpty();
  }

  private static final String REQUEST_READ =
      """
      INSERT INTO stripe_customer_work AS w
             (mode, customer_id, due_at, read_wanted_at, read_cause, awaits_reading)
      SELECT mode, customer_id, $3, $3, $4, true
        FROM (SELECT mode, customer_id
                FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
               GROUP BY mode, customer_id
               ORDER BY mode COLLATE "C", customer_id COLLATE "C") c
      %s,
             read_wanted_at = excluded.read_wanted_at, read_cause = excluded.read_cause,
             read_attempts = 0
      """
          .formatted(DueSql.AT_THE_EARLIER_TIME);

  /** Has customers read from Stripe. */
  Future<Void> requestRead(
      SqlClient client, Collection<CustomerKey> customers, Instant at, String cause) {
    return client
        .preparedQuery(REQUEST_READ)
        .execute(
            CustomerLinkStore.keys(customers).addOffsetDateTime(Rows.param(at)).addString(cause))
        .mapEmpty();
  }

  // The customer comes before its subscriptions, as for whoever works on it; hence the count.
  private static final String REQUEST_DUE_CHECKS =
      """
      WITH due AS (
        SELECT s.subscription_id, s.mode, s.customer_id
          FROM stripe_subscription s, stripe_active_mode a
         WHERE s.next_check_at <= $1 AND s.mode = a.mode
         ORDER BY s.next_check_at LIMIT $2
      ), requested AS (
        INSERT INTO stripe_customer_work AS w
               (mode, customer_id, due_at, read_wanted_at, read_cause, awaits_reading)
        SELECT d.mode, d.customer_id, $1::timestamptz, $1::timestamptz, $4, true FROM due d
          JOIN stripe_customer USING (mode, customer_id)
         GROUP BY d.mode, d.customer_id
         ORDER BY d.mode COLLATE "C", d.customer_id COLLATE "C"
        %s,
               read_wanted_at = coalesce(w.read_wanted_at, excluded.read_wanted_at),
               read_cause = coalesce(w.read_cause, excluded.read_cause)
        RETURNING 1
      )
      UPDATE stripe_subscription s SET next_check_at = $3
        FROM (SELECT subscription_id FROM stripe_subscription
               WHERE subscription_id IN (SELECT subscription_id FROM due)
                 AND next_check_at <= $1 AND (SELECT count(*) FROM requested) >= 0
                 FOR UPDATE SKIP LOCKED) free
       WHERE s.subscription_id = free.subscription_id
      """
          .formatted(DueSql.AT_THE_EARLIER_TIME);

  /** Has the customers read whose subscriptions have a check due. */
  Future<Void> requestDueChecks(
      SqlClient client, Instant now, int limit, Instant putOff, String cause) {
    return client
        .preparedQuery(REQUEST_DUE_CHECKS)
        .execute(Tuple.of(Rows.param(now), limit, Rows.param(putOff), cause))
        .mapEmpty();
  }

  private static Tuple parameters(Collection<Claim> claims) {
    return Tuple.tuple()
        .addArrayOfString(Columns.texts(claims, c -> c.customer().mode().wire()))
        .addArrayOfString(Columns.texts(claims, c -> c.customer().id().value()))
        .addArrayOfLong(Columns.numbers(claims, Claim::fence));
  }

  private static Claim claim(Row row) {
    var request =
        Rows.instant(row, "read_wanted_at")
            .map(at ->
                new Claim.ReadRequest(
                    at, row.getString("read_cause"), row.getInteger("read_attempts")));
    return new Claim(CustomerLinkStore.key(row), row.getLong("fence"), request);
  }
}
