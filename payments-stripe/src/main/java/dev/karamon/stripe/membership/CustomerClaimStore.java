package dev.karamon.stripe.membership;

import dev.karamon.database.Rows;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class CustomerClaimStore {
  private static final String CLAIM_DUE =
      """
      UPDATE stripe_customer_work w SET lease_until = $2, fence = w.fence + 1
        FROM (SELECT mode, customer_id FROM stripe_customer_work
               WHERE due_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)
               ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) free
       WHERE w.mode = free.mode AND w.customer_id = free.customer_id
      RETURNING w.mode, w.customer_id, w.fence
      """;

  Future<List<Claim>> claimDue(SqlClient client, Instant now, Instant leaseUntil, int limit) {
    return client
        .preparedQuery(CLAIM_DUE)
        .execute(Tuple.of(Rows.param(now), Rows.param(leaseUntil), limit))
        .map(rows -> Rows.all(rows, CustomerClaimStore::claim));
  }

  private static final String CLAIM_ONE =
      """
      INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at, lease_until, fence)
      VALUES ($1, $2, $3, $4, 1)
      ON CONFLICT (mode, customer_id)
      DO UPDATE SET lease_until = $4, fence = w.fence + 1
       WHERE w.lease_until IS NULL OR w.lease_until <= $3
      RETURNING mode, customer_id, fence
      """;

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

  private static final String LOCK =
      """
      SELECT w.mode, w.customer_id, w.fence
        FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c (mode, customer_id, fence)
        JOIN stripe_customer_work w USING (mode, customer_id, fence)
       ORDER BY w.mode COLLATE "C", w.customer_id COLLATE "C"
         FOR UPDATE OF w
      """;

  Future<List<Claim>> lock(SqlClient client, List<Claim> claims) {
    return client
        .preparedQuery(LOCK)
        .execute(parameters(claims))
        .map(rows -> Rows.all(rows, CustomerClaimStore::claim));
  }

  private static final String RELEASE =
      """
      WITH held AS (
        SELECT w.mode, w.customer_id,
               (SELECT min(coalesce(e.next_attempt_at, $4)) FROM stripe_event e
                 WHERE e.mode = w.mode AND e.customer_id = w.customer_id
                   AND e.status IN ('pending', 'failed')) AS next_at
          FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c (mode, customer_id, fence)
          JOIN stripe_customer_work w USING (mode, customer_id, fence)
      ), done AS (
        DELETE FROM stripe_customer_work w USING held h
         WHERE w.mode = h.mode AND w.customer_id = h.customer_id AND h.next_at IS NULL
      )
      UPDATE stripe_customer_work w SET lease_until = NULL, due_at = h.next_at
        FROM held h
       WHERE w.mode = h.mode AND w.customer_id = h.customer_id AND h.next_at IS NOT NULL
      """;

  Future<Void> release(SqlClient client, List<Claim> claims, Instant now) {
    return client
        .preparedQuery(RELEASE)
        .execute(parameters(claims).addOffsetDateTime(Rows.param(now)))
        .mapEmpty();
  }

  private static final String MAKE_DUE =
      """
      INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at)
      SELECT mode, customer_id, $3 FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
      ON CONFLICT (mode, customer_id) DO UPDATE SET due_at = least(w.due_at, excluded.due_at)
      """;

  Future<Void> makeDue(SqlClient client, List<CustomerKey> customers, Instant at) {
    return client
        .preparedQuery(MAKE_DUE)
        .execute(
            Tuple.of(
                customers.stream().map(c -> c.mode().wire()).toArray(String[]::new),
                customers.stream().map(c -> c.id().value()).toArray(String[]::new),
                Rows.param(at)))
        .mapEmpty();
  }

  private static Tuple parameters(List<Claim> claims) {
    return Tuple.of(
        claims.stream().map(c -> c.customer().mode().wire()).toArray(String[]::new),
        claims.stream().map(c -> c.customer().id().value()).toArray(String[]::new),
        claims.stream().map(Claim::fence).toArray(Long[]::new));
  }

  private static Claim claim(Row row) {
    return new Claim(
        new CustomerKey(
            StripeMode.of(row.getString("mode")), new CustomerId(row.getString("customer_id"))),
        row.getLong("fence"));
  }
}
