package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads whole subscriptions out of the mirror. */
final class SubscriptionViewStore {
  private static final String SELECT =
      """
      SELECT s.subscription_id, s.mode, s.customer_id, s.status, s.cancel_at_period_end, s.cancel_at,
             s.collection_paused, s.trial_end, s.ended_at, s.created_at, s.unpaid_since, s.retrying,
             s.on_test_clock, c.member_id,
             array_agg(i.item_id ORDER BY i.item_id) FILTER (WHERE i.item_id IS NOT NULL) AS item_ids,
             array_agg(i.price_id ORDER BY i.item_id) AS price_ids,
             array_agg(i.quantity ORDER BY i.item_id) AS quantities,
             array_agg(i.period_end ORDER BY i.item_id) AS period_ends,
             array_agg(i.paid_until ORDER BY i.item_id) AS paid_untils
        FROM stripe_subscription s
        LEFT JOIN stripe_subscription_item i USING (subscription_id)
        LEFT JOIN stripe_customer c ON c.mode = s.mode AND c.customer_id = s.customer_id
       WHERE %s
       GROUP BY s.subscription_id, c.member_id
       ORDER BY s.created_at, s.subscription_id
      """;

  private static final String BY_ID = SELECT.formatted("s.subscription_id = ANY ($1::text[])");

  Future<List<Mirrored>> byId(SqlClient client, Collection<SubscriptionId> ids) {
    return client
        .preparedQuery(BY_ID)
        .execute(Tuple.tuple().addArrayOfString(Columns.texts(ids, SubscriptionId::value)))
        .map(rows -> Rows.all(rows, SubscriptionViewStore::mirrored));
  }

  private static final String BY_CUSTOMER = SELECT.formatted("s.mode = $1 AND s.customer_id = $2");

  Future<List<Mirrored>> byCustomer(SqlClient client, CustomerKey customer) {
    return client
        .preparedQuery(BY_CUSTOMER)
        .execute(Tuple.of(customer.mode().wire(), customer.id().value()))
        .map(rows -> Rows.all(rows, SubscriptionViewStore::mirrored));
  }

  private static final String BY_MEMBER =
      SELECT.formatted("s.mode = $1 AND c.member_id = ANY ($2::bigint[])");

  Future<List<Mirrored>> byMember(SqlClient client, StripeMode mode, List<MemberId> members) {
    return client
        .preparedQuery(BY_MEMBER)
        .execute(Tuple.of(mode.wire()).addArrayOfLong(Columns.numbers(members, MemberId::value)))
        .map(rows -> Rows.all(rows, SubscriptionViewStore::mirrored));
  }

  private static final String MEMBERS_BY_STATUS =
      """
      SELECT array_agg(member_id) AS member_ids
        FROM (SELECT DISTINCT ON (c.member_id) c.member_id, s.status
                FROM stripe_subscription s
                JOIN stripe_customer c ON c.mode = s.mode AND c.customer_id = s.customer_id
               WHERE s.mode = $1 AND c.member_id IS NOT NULL
               ORDER BY c.member_id, s.status IN %s,
                        s.status IN %s DESC,
                        s.created_at DESC, s.subscription_id) latest
       WHERE status = $2
      """
          .formatted(StatusSql.ENDED, StatusSql.GIVING_ACCESS);

  Future<List<MemberId>> membersByStatus(SqlClient client, StripeMode mode, String status) {
    return client
        .preparedQuery(MEMBERS_BY_STATUS)
        .execute(Tuple.of(mode.wire(), status))
        .map(rows -> Rows.one(rows, row -> row.getArrayOfLongs("member_ids")))
        .map(ids -> ids == null ? List.of() : Arrays.stream(ids).map(MemberId::new).toList());
  }

  private static final String LIVE_BY_MODE =
      """
      SELECT subscription_id FROM stripe_subscription
       WHERE mode = $1 AND status NOT IN %s
       ORDER BY subscription_id COLLATE "C"
      """
          .formatted(StatusSql.ENDED);

  Future<List<SubscriptionId>> liveIds(SqlClient client, StripeMode mode) {
    return client
        .preparedQuery(LIVE_BY_MODE)
        .execute(Tuple.of(mode.wire()))
        .map(rows -> Rows.all(rows, SubscriptionViewStore::id));
  }

  // Locked first, in the order of every other lock, and read by a statement of its own: only that
  // sees what another transaction has changed while this one waited.
  private static final String LOCK_BY_PRICE =
      """
      SELECT s.subscription_id FROM stripe_subscription s
       WHERE s.mode = $1 AND s.status NOT IN %s
         AND EXISTS (SELECT 1 FROM stripe_subscription_item i
                      WHERE i.subscription_id = s.subscription_id AND i.price_id = ANY ($2::text[]))
       ORDER BY s.subscription_id COLLATE "C"
         FOR UPDATE OF s
      """
          .formatted(StatusSql.ENDED);

  Future<List<SubscriptionId>> lockByPrice(
      SqlClient client, StripeMode mode, Collection<PriceId> prices) {
    return client
        .preparedQuery(LOCK_BY_PRICE)
        .execute(Tuple.of(mode.wire()).addArrayOfString(Columns.texts(prices, PriceId::value)))
        .map(rows -> Rows.all(rows, SubscriptionViewStore::id));
  }

  private static final String LOCK_LIVE =
      """
      SELECT subscription_id FROM stripe_subscription
       WHERE status NOT IN %s
       ORDER BY subscription_id COLLATE "C" FOR UPDATE
      """
          .formatted(StatusSql.ENDED);

  Future<List<SubscriptionId>> lockLive(SqlClient client) {
    return client
        .preparedQuery(LOCK_LIVE)
        .execute()
        .map(rows -> Rows.all(rows, SubscriptionViewStore::id));
  }

  private static SubscriptionId id(Row row) {
    return new SubscriptionId(row.getString("subscription_id"));
  }

  private static Mirrored mirrored(Row row) {
    var state =
        new SubscriptionState(
            id(row),
            new CustomerId(row.getString("customer_id")),
            Wire.of(StripeMode.class, row.getString("mode")),
            row.getString("status"),
            SubscriptionStore.items(row),
            true,
            row.getBoolean("cancel_at_period_end"),
            Rows.instant(row, "cancel_at"),
            row.getBoolean("collection_paused"),
            Rows.instant(row, "trial_end"),
            Rows.instant(row, "ended_at"),
            Rows.time(row, "created_at"),
            Map.of(),
            unpaid(row),
            row.getBoolean("on_test_clock"));
    return new Mirrored(state, Optional.ofNullable(row.getLong("member_id")).map(MemberId::new));
  }

  private static Optional<Unpaid> unpaid(Row row) {
    return Rows.instant(row, "unpaid_since")
        .map(since -> new Unpaid(since, row.getBoolean("retrying")));
  }
}
