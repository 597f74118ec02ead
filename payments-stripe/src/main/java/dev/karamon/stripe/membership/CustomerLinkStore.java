package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.NotedMember;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class CustomerLinkStore {
  private static final String CURRENT_OF =
      """
      SELECT member_id, customer_id FROM stripe_customer
       WHERE mode = $1 AND member_id = ANY ($2::bigint[]) AND current
      """;

  Future<Map<MemberId, CustomerId>> currentOf(
      SqlClient client, StripeMode mode, List<MemberId> members) {
    return client
        .preparedQuery(CURRENT_OF)
        .execute(Tuple.of(mode.wire()).addArrayOfLong(Columns.numbers(members, MemberId::value)))
        .map(rows ->
            Rows.all(rows, row -> row).stream()
                .collect(
                    Collectors.toMap(
                        row -> new MemberId(row.getLong("member_id")),
                        CustomerLinkStore::customer)));
  }

  Future<Optional<CustomerId>> currentOf(SqlClient client, StripeMode mode, MemberId member) {
    return currentOf(client, mode, List.of(member))
        .map(found -> Optional.ofNullable(found.get(member)));
  }

  private static final String ALL_OF =
      """
      SELECT customer_id FROM stripe_customer WHERE mode = $1 AND member_id = $2
       ORDER BY current DESC, created_at DESC
      """;

  Future<List<CustomerId>> allOf(SqlClient client, StripeMode mode, MemberId member) {
    return client
        .preparedQuery(ALL_OF)
        .execute(Tuple.of(mode.wire(), member.value()))
        .map(rows -> Rows.all(rows, CustomerLinkStore::customer));
  }

  private static final String OF_EITHER_MODE =
      "SELECT mode, customer_id FROM stripe_customer WHERE member_id = $1 ORDER BY mode, customer_id";

  Future<List<CustomerKey>> allOf(SqlClient client, MemberId member) {
    return client
        .preparedQuery(OF_EITHER_MODE)
        .execute(Tuple.of(member.value()))
        .map(rows -> Rows.all(rows, CustomerLinkStore::key));
  }

  Future<List<CustomerKey>> all(SqlClient client, StripeMode mode) {
    return client
        .preparedQuery("SELECT mode, customer_id FROM stripe_customer WHERE mode = $1")
        .execute(Tuple.of(mode.wire()))
        .map(rows -> Rows.all(rows, CustomerLinkStore::key));
  }

  private static final String KNOWN =
      """
      SELECT c.mode, c.customer_id, l.member_id,
             EXISTS (SELECT FROM stripe_customer_work w
                      WHERE w.mode = c.mode AND w.customer_id = c.customer_id OFFSET 0) AS busy
        FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
        LEFT JOIN LATERAL (
          SELECT member_id FROM stripe_customer
           WHERE mode = c.mode AND customer_id = c.customer_id OFFSET 0) l ON true
      """;

  /** What is known of customers besides their subscriptions. */
  Future<List<KnownCustomer>> known(SqlClient client, Collection<CustomerKey> customers) {
    return client
        .preparedQuery(KNOWN)
        .execute(keys(customers))
        .map(rows ->
            Rows.all(
                rows,
                row ->
                    new KnownCustomer(
                        key(row),
                        Optional.ofNullable(row.getLong("member_id")).map(MemberId::new),
                        row.getBoolean("busy"),
                        List.of())));
  }

  private static final String INSERT =
      """
      INSERT INTO stripe_customer (mode, customer_id, member_id, current, created_at)
      VALUES ($1, $2, $3,
              NOT EXISTS (SELECT 1 FROM stripe_customer
                           WHERE mode = $1 AND member_id = $3 AND current), $4)
      ON CONFLICT (mode, customer_id) DO NOTHING
      """;

  /** Prevents others from linking the member until the transaction ends. */
  Future<Void> holdMember(SqlClient client, MemberId member) {
    return client
        .preparedQuery("SELECT 1 FROM member WHERE id = $1 FOR NO KEY UPDATE")
        .execute(Tuple.of(member.value()))
        .mapEmpty();
  }

  Future<Void> insert(SqlClient client, CustomerKey customer, MemberId member, Instant now) {
    return client
        .preparedQuery(INSERT)
        .execute(
            Tuple.of(
                customer.mode().wire(), customer.id().value(), member.value(), Rows.param(now)))
        .mapEmpty();
  }

  // The customer comes before its events, as for whoever works on it; hence the count.
  private static final String UNPARK =
      """
      WITH due AS (
        INSERT INTO stripe_customer_work AS w (mode, customer_id, due_at)
        SELECT $1, $2, $3 WHERE EXISTS (
          SELECT 1 FROM stripe_event WHERE mode = $1 AND customer_id = $2 AND status = 'parked')
        %s
        RETURNING 1
      )
      UPDATE stripe_event SET status = 'pending', reason = NULL, next_attempt_at = $3
       WHERE mode = $1 AND customer_id = $2 AND status = 'parked'
         AND (SELECT count(*) FROM due) > 0
      """
          .formatted(DueSql.WITH_EVENTS);

  Future<Void> unpark(SqlClient client, CustomerKey customer, Instant now) {
    return client
        .preparedQuery(UNPARK)
        .execute(Tuple.of(customer.mode().wire(), customer.id().value(), Rows.param(now)))
        .mapEmpty();
  }

  private static final String TAKE_FORGOTTEN =
      "DELETE FROM stripe_forgotten_customer WHERE mode = $1 AND customer_id = $2";

  /** True, once, for a customer whose events were deleted while it was linked to no member. */
  Future<Boolean> takeForgotten(SqlClient client, CustomerKey customer) {
    return client
        .preparedQuery(TAKE_FORGOTTEN)
        .execute(Tuple.of(customer.mode().wire(), customer.id().value()))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<Void> retire(SqlClient client, CustomerKey customer) {
    return client
        .preparedQuery(
            "UPDATE stripe_customer SET current = false WHERE mode = $1 AND customer_id = $2")
        .execute(Tuple.of(customer.mode().wire(), customer.id().value()))
        .mapEmpty();
  }

  private static final String FIRST_OURS =
      """
      SELECT m.id
        FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS n (member_id, installation, place)
        JOIN member m ON m.id = n.member_id
       WHERE n.installation IS NULL
          OR n.installation IN (SELECT id::text FROM stripe_installation)
       ORDER BY n.place LIMIT 1
      """;

  /** The first who is a member here and not tagged by another installation. */
  Future<Optional<MemberId>> firstOurs(SqlClient client, List<NotedMember> noted) {
    return client
        .preparedQuery(FIRST_OURS)
        .execute(
            Tuple.tuple()
                .addArrayOfLong(Columns.numbers(noted, one -> one.member().value()))
                .addArrayOfString(Columns.maybeTexts(noted, NotedMember::installation)))
        .map(rows -> Rows.first(rows, row -> new MemberId(row.getLong("id"))));
  }

  /** Customers as two columns. */
  static Tuple keys(Collection<CustomerKey> customers) {
    return Tuple.tuple()
        .addArrayOfString(Columns.texts(customers, c -> c.mode().wire()))
        .addArrayOfString(Columns.texts(customers, c -> c.id().value()));
  }

  static CustomerKey key(Row row) {
    return new CustomerKey(Wire.of(StripeMode.class, row.getString("mode")), customer(row));
  }

  private static CustomerId customer(Row row) {
    return new CustomerId(row.getString("customer_id"));
  }
}
