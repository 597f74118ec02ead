package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mirror of completed Checkout sessions of one-time prices. */
final class PurchaseStore {
  private static final String PUT =
      """
      INSERT INTO stripe_purchase (session_id, mode, customer_id, payment_status, payment_intent,
                                   paid_at, refunded, dispute_lost, prices, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (session_id) DO UPDATE
         SET payment_status = excluded.payment_status, payment_intent = excluded.payment_intent,
             paid_at = excluded.paid_at, refunded = excluded.refunded,
             dispute_lost = excluded.dispute_lost, prices = excluded.prices
      """;

  Future<Void> put(SqlClient client, CustomerKey customer, PurchaseState purchase) {
    var parameters =
        Tuple.of(
                purchase.session().value(),
                customer.mode().wire(),
                customer.id().value(),
                purchase.paymentStatus(),
                purchase.paymentIntent().orElse(null),
                Rows.param(purchase.paidAt()))
            .addBoolean(purchase.refunded())
            .addBoolean(purchase.disputeLost())
            .addArrayOfString(Columns.texts(purchase.prices(), PriceId::value))
            .addOffsetDateTime(Rows.param(purchase.created()));
    return client.preparedQuery(PUT).execute(parameters).mapEmpty();
  }

  /** A mirrored purchase and the member it belongs to, if that is known. */
  record Owned(PurchaseState state, CustomerKey customer, Optional<MemberId> member) {}

  private static final String SELECT =
      """
      SELECT p.session_id, p.mode, p.customer_id, p.payment_status, p.payment_intent, p.paid_at,
             p.refunded, p.dispute_lost, p.prices, p.created_at, c.member_id
        FROM stripe_purchase p
        LEFT JOIN stripe_customer c ON c.mode = p.mode AND c.customer_id = p.customer_id
       WHERE %s
       ORDER BY p.created_at, p.session_id
      """;

  private static final String BY_CUSTOMER = SELECT.formatted("p.mode = $1 AND p.customer_id = $2");

  Future<List<Owned>> byCustomer(SqlClient client, CustomerKey customer) {
    return client
        .preparedQuery(BY_CUSTOMER)
        .execute(Tuple.of(customer.mode().wire(), customer.id().value()))
        .map(rows -> Rows.all(rows, PurchaseStore::owned));
  }

  private static final String BY_SESSION = SELECT.formatted("p.session_id = ANY ($1::text[])");

  /** Those that are in the mirror, with their members. */
  Future<List<Owned>> owned(SqlClient client, Collection<CheckoutSessionId> sessions) {
    return client
        .preparedQuery(BY_SESSION)
        .execute(Tuple.tuple().addArrayOfString(Columns.texts(sessions, CheckoutSessionId::value)))
        .map(rows -> Rows.all(rows, PurchaseStore::owned));
  }

  /** Those that are in the mirror; asks nobody about nothing. */
  Future<Map<CheckoutSessionId, PurchaseState>> bySession(
      SqlClient client, Collection<CheckoutSessionId> sessions) {
    return sessions.isEmpty()
        ? Future.succeededFuture(Map.of())
        : owned(client, sessions)
            .map(found ->
                found.stream()
                    .map(Owned::state)
                    .collect(Collectors.toMap(PurchaseState::session, Function.identity())));
  }

  private static final String SESSIONS_BY_PRICE =
      "SELECT session_id FROM stripe_purchase WHERE mode = $1 AND prices && $2::text[]";

  Future<List<CheckoutSessionId>> sessionsByPrice(
      SqlClient client, StripeMode mode, Collection<PriceId> prices) {
    return client
        .preparedQuery(SESSIONS_BY_PRICE)
        .execute(Tuple.of(mode.wire()).addArrayOfString(Columns.texts(prices, PriceId::value)))
        .map(rows -> Rows.all(rows, PurchaseStore::session));
  }

  private static final String FOR_GOOD =
      """
      SELECT p.session_id FROM stripe_purchase p
        JOIN membership_grant g ON g.source_kind = 'purchase' AND g.source_ref = p.session_id
       WHERE p.mode = $1 AND p.customer_id = $2 AND p.prices && $3::text[] AND g.ends_at IS NULL
       GROUP BY p.session_id, p.created_at ORDER BY p.created_at, p.session_id
      """;

  Future<List<CheckoutSessionId>> forGood(
      SqlClient client, CustomerKey customer, Collection<PriceId> prices) {
    return client
        .preparedQuery(FOR_GOOD)
        .execute(
            Tuple.of(customer.mode().wire(), customer.id().value())
                .addArrayOfString(Columns.texts(prices, PriceId::value)))
        .map(rows -> Rows.all(rows, PurchaseStore::session));
  }

  private static final String UNPAID =
      """
      SELECT session_id FROM stripe_purchase
       WHERE mode = $1 AND customer_id = $2 AND prices && $3::text[] AND payment_status = 'unpaid'
       ORDER BY created_at, session_id
      """;

  Future<List<CheckoutSessionId>> unpaid(
      SqlClient client, CustomerKey customer, Collection<PriceId> prices) {
    return client
        .preparedQuery(UNPAID)
        .execute(
            Tuple.of(customer.mode().wire(), customer.id().value())
                .addArrayOfString(Columns.texts(prices, PriceId::value)))
        .map(rows -> Rows.all(rows, PurchaseStore::session));
  }

  private static final String SESSIONS =
      """
      SELECT session_id FROM stripe_purchase WHERE mode = $1 AND created_at >= $2
      UNION
      SELECT session_id FROM stripe_checkout
       WHERE mode = $1 AND created_at >= $2 AND one_time AND session_id IS NOT NULL
       ORDER BY session_id
      """;

  /** Purchases, and pages that were opened for one. */
  Future<List<CheckoutSessionId>> sessions(SqlClient client, StripeMode mode, Instant since) {
    return client
        .preparedQuery(SESSIONS)
        .execute(Tuple.of(mode.wire(), Rows.param(since)))
        .map(rows -> Rows.all(rows, PurchaseStore::session));
  }

  Future<List<CheckoutSessionId>> allSessions(SqlClient client) {
    return client
        .preparedQuery("SELECT session_id FROM stripe_purchase")
        .execute()
        .map(rows -> Rows.all(rows, PurchaseStore::session));
  }

  /** Whose purchase a payment was for. */
  Future<Optional<CustomerId>> customerOf(SqlClient client, String payment) {
    return client
        .preparedQuery("SELECT customer_id FROM stripe_purchase WHERE payment_intent = $1 LIMIT 1")
        .execute(Tuple.of(payment))
        .map(rows -> Rows.first(rows, row -> new CustomerId(row.getString("customer_id"))));
  }

  Future<Void> delete(SqlClient client, CheckoutSessionId session) {
    return client
        .preparedQuery("DELETE FROM stripe_purchase WHERE session_id = $1")
        .execute(Tuple.of(session.value()))
        .mapEmpty();
  }

  private static CheckoutSessionId session(Row row) {
    return new CheckoutSessionId(row.getString("session_id"));
  }

  private static Owned owned(Row row) {
    var mode = Wire.of(StripeMode.class, row.getString("mode"));
    var customer = new CustomerId(row.getString("customer_id"));
    var state =
        new PurchaseState(
            session(row),
            mode,
            Optional.of(customer),
            row.getString("payment_status"),
            Rows.instant(row, "paid_at"),
            Optional.ofNullable(row.getString("payment_intent")),
            row.getBoolean("refunded"),
            row.getBoolean("dispute_lost"),
            Arrays.stream(row.getArrayOfStrings("prices")).map(PriceId::new).toList(),
            Rows.time(row, "created_at"),
            Optional.empty(),
            Map.of());
    return new Owned(
        state,
        new CustomerKey(mode, customer),
        Optional.ofNullable(row.getLong("member_id")).map(MemberId::new));
  }
}
