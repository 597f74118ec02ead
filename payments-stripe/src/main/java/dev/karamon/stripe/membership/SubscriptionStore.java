package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mirror of Stripe's subscriptions. */
final class SubscriptionStore {
  // Customer by customer, in the order given, so that each is looked up by its key whatever the
  // planner believes of the table: the plan is kept, and may be as old as the table.
  private static final String LOCK =
      """
      SELECT s.*
        FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
        CROSS JOIN LATERAL (
          SELECT subscription_id, mode, customer_id, status, covered_at, known_at, on_test_clock,
                 unpaid_since IS NOT NULL AS owing
            FROM stripe_subscription
           WHERE mode = c.mode AND customer_id = c.customer_id
           ORDER BY subscription_id COLLATE "C"
             FOR UPDATE) s
      """;

  // By a statement of its own: one that has waited for a lock sees the locked row as it is now, but
  // all else as it was before. The OFFSETs are there for the planner, too.
  private static final String ITEMS =
      """
      SELECT i.subscription_id, i.item_id, i.price_id, i.quantity, i.period_end, i.paid_until
        FROM unnest($1::text[], $2::text[]) AS c (mode, customer_id)
        CROSS JOIN LATERAL (
          SELECT subscription_id FROM stripe_subscription
           WHERE mode = c.mode AND customer_id = c.customer_id OFFSET 0) s
        CROSS JOIN LATERAL (
          SELECT * FROM stripe_subscription_item
           WHERE subscription_id = s.subscription_id OFFSET 0) i
      """;

  /** A mirrored subscription and whose it is. */
  record Locked(CustomerKey customer, KnownCustomer.Subscription subscription) {}

  /**
   * The subscriptions of these customers; locked until the transaction ends.
   *
   * @param customers in their order, so that batches of several nodes cannot deadlock
   */
  Future<List<Locked>> lock(SqlClient client, List<CustomerKey> customers) {
    var locking = client.preparedQuery(LOCK).execute(CustomerLinkStore.keys(customers));
    var reading = client.preparedQuery(ITEMS).execute(CustomerLinkStore.keys(customers));
    return Future.all(locking, reading)
        .map(done -> {
          var items = new HashMap<String, List<SubscriptionState.Item>>();
          reading
              .result()
              .forEach(row ->
                  items
                      .computeIfAbsent(row.getString("subscription_id"), id -> new ArrayList<>())
                      .add(item(row)));
          return Rows.all(locking.result(), row -> locked(row, items));
        });
  }

  private static final String UPDATE =
      """
      UPDATE stripe_subscription s
         SET status = u.status, cancel_at_period_end = u.cancel_at_period_end,
             cancel_at = u.cancel_at, current_period_end = u.current_period_end,
             collection_paused = u.collection_paused, trial_end = u.trial_end, ended_at = u.ended_at,
             covered_at = greatest(s.covered_at, u.covered_at),
             known_at = greatest(s.known_at, u.known_at), unpaid_since = u.unpaid_since,
             retrying = u.retrying, on_test_clock = u.on_test_clock, next_check_at = u.next_check_at
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[],
                    $7::timestamptz[], $8::boolean[], $9::timestamptz[], $10::timestamptz[],
                    $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::timestamptz[],
                    $15::boolean[], $16::boolean[], $17::timestamptz[])
             AS u (subscription_id, mode, customer_id, status, cancel_at_period_end, cancel_at,
                   current_period_end, collection_paused, trial_end, ended_at, created_at,
                   covered_at, known_at, unpaid_since, retrying, on_test_clock, next_check_at)
       WHERE s.subscription_id = u.subscription_id
      """;

  /** Changes subscriptions that are locked; how many there were. */
  Future<Integer> update(SqlClient client, List<KnownSubscription> known) {
    return client.preparedQuery(UPDATE).execute(parameters(known)).map(rows -> rows.rowCount());
  }

  private static final String INSERT =
      """
      INSERT INTO stripe_subscription
        (subscription_id, mode, customer_id, status, cancel_at_period_end, cancel_at,
         current_period_end, collection_paused, trial_end, ended_at, created_at, covered_at, known_at,
         unpaid_since, retrying, on_test_clock, next_check_at)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[],
                           $6::timestamptz[], $7::timestamptz[], $8::boolean[], $9::timestamptz[],
                           $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
                           $13::timestamptz[], $14::timestamptz[], $15::boolean[],
                           $16::boolean[], $17::timestamptz[])
             AS n (subscription_id)
       ORDER BY n.subscription_id COLLATE "C"
      ON CONFLICT (subscription_id) DO NOTHING
      """;

  /** Adds subscriptions; how many were not there yet. */
  Future<Integer> insert(SqlClient client, List<KnownSubscription> known) {
    return client.preparedQuery(INSERT).execute(parameters(known)).map(rows -> rows.rowCount());
  }

  private static Tuple parameters(List<KnownSubscription> known) {
    return Tuple.tuple()
        .addArrayOfString(Columns.texts(known, k -> k.state().id().value()))
        .addArrayOfString(Columns.texts(known, k -> k.state().mode().wire()))
        .addArrayOfString(Columns.texts(known, k -> k.state().customer().value()))
        .addArrayOfString(Columns.texts(known, k -> k.state().status()))
        .addArrayOfBoolean(Columns.flags(known, k -> k.state().cancelAtPeriodEnd()))
        .addArrayOfOffsetDateTime(Columns.maybeTimes(known, k -> k.state().cancelAt()))
        .addArrayOfOffsetDateTime(Columns.maybeTimes(known, k -> k.state().currentPeriodEnd()))
        .addArrayOfBoolean(Columns.flags(known, k -> k.state().collectionPaused()))
        .addArrayOfOffsetDateTime(Columns.maybeTimes(known, k -> k.state().trialEnd()))
        .addArrayOfOffsetDateTime(Columns.maybeTimes(known, k -> k.state().endedAt()))
        .addArrayOfOffsetDateTime(Columns.times(known, k -> k.state().created()))
        .addArrayOfOffsetDateTime(Columns.times(known, KnownSubscription::coveredAt))
        .addArrayOfOffsetDateTime(Columns.times(known, KnownSubscription::knownAt))
        .addArrayOfOffsetDateTime(
            Columns.maybeTimes(known, k -> k.state().unpaid().map(Unpaid::since)))
        .addArrayOfBoolean(Columns.maybeFlags(known, k -> k.state().unpaid().map(Unpaid::retrying)))
        .addArrayOfBoolean(Columns.flags(known, k -> k.state().onTestClock()))
        .addArrayOfOffsetDateTime(
            Columns.maybeTimes(known, k -> NextCheck.of(k.state(), k.knownAt())));
  }

  private static final String PUT_ITEMS =
      """
      INSERT INTO stripe_subscription_item
        (subscription_id, item_id, price_id, quantity, period_end, paid_until)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[],
                           $6::timestamptz[])
      ON CONFLICT (subscription_id, item_id) DO UPDATE
         SET price_id = excluded.price_id, quantity = excluded.quantity,
             period_end = excluded.period_end, paid_until = excluded.paid_until
      """;

  /** Adds and changes items. */
  Future<Void> putItems(
      SqlClient client, List<Map.Entry<SubscriptionId, SubscriptionState.Item>> items) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(Columns.texts(items, i -> i.getKey().value()))
            .addArrayOfString(Columns.texts(items, i -> i.getValue().id()))
            .addArrayOfString(Columns.texts(items, i -> i.getValue().price().value()))
            .addArrayOfLong(Columns.numbers(items, i -> i.getValue().quantity()))
            .addArrayOfOffsetDateTime(Columns.maybeTimes(items, i -> i.getValue().periodEnd()))
            .addArrayOfOffsetDateTime(Columns.maybeTimes(items, i -> i.getValue().paidUntil()));
    return client.preparedQuery(PUT_ITEMS).execute(parameters).mapEmpty();
  }

  /** Takes a subscription out, with its items. */
  Future<Void> delete(SqlClient client, SubscriptionId subscription) {
    return client
        .preparedQuery("DELETE FROM stripe_subscription WHERE subscription_id = $1")
        .execute(Tuple.of(subscription.value()))
        .mapEmpty();
  }

  private static Locked locked(Row row, Map<String, List<SubscriptionState.Item>> items) {
    var mark =
        new Mark(
            row.getString("status"),
            Rows.time(row, "covered_at"),
            Rows.time(row, "known_at"),
            row.getBoolean("on_test_clock"),
            row.getBoolean("owing"));
    return new Locked(
        CustomerLinkStore.key(row),
        new KnownCustomer.Subscription(
            new SubscriptionId(row.getString("subscription_id")),
            mark,
            items.getOrDefault(row.getString("subscription_id"), List.of())));
  }

  private static SubscriptionState.Item item(Row row) {
    return new SubscriptionState.Item(
        row.getString("item_id"),
        new PriceId(row.getString("price_id")),
        row.getLong("quantity"),
        Rows.instant(row, "period_end"),
        Rows.instant(row, "paid_until"));
  }

  static List<SubscriptionState.Item> items(Row row) {
    var ids = row.getArrayOfStrings("item_ids");
    if (ids == null) {
      return List.of();
    }
    var prices = row.getArrayOfStrings("price_ids");
    var quantities = row.getArrayOfLongs("quantities");
    var ends = row.getArrayOfOffsetDateTimes("period_ends");
    var paid = row.getArrayOfOffsetDateTimes("paid_untils");
    var items = new ArrayList<SubscriptionState.Item>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      items.add(
          new SubscriptionState.Item(
              ids[i],
              new PriceId(prices[i]),
              quantities[i],
              Optional.ofNullable(ends[i]).map(OffsetDateTime::toInstant),
              Optional.ofNullable(paid[i]).map(OffsetDateTime::toInstant)));
    }
    return items;
  }
}
