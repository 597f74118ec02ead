package dev.karamon.stripe.membership;

import dev.karamon.database.Rows;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mirror of Stripe's subscriptions. */
final class SubscriptionStore {
  // A state that ended is never overwritten. Which state is the newest was decided under the claim;
  // the clocks of Stripe's test clocks may run ahead of those of its answers.
  private static final String UPSERT =
      """
      INSERT INTO stripe_subscription AS s
        (subscription_id, mode, customer_id, status, cancel_at_period_end, cancel_at,
         current_period_end, collection_paused, trial_end, ended_at, created_at, covered_at, known_at)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[],
                           $6::timestamptz[], $7::timestamptz[], $8::boolean[], $9::timestamptz[],
                           $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
                           $13::timestamptz[])
      ON CONFLICT (subscription_id) DO UPDATE
         SET customer_id = excluded.customer_id, status = excluded.status,
             cancel_at_period_end = excluded.cancel_at_period_end, cancel_at = excluded.cancel_at,
             current_period_end = excluded.current_period_end,
             collection_paused = excluded.collection_paused, trial_end = excluded.trial_end,
             ended_at = excluded.ended_at,
             covered_at = greatest(s.covered_at, excluded.covered_at),
             known_at = greatest(s.known_at, excluded.known_at)
       WHERE s.status NOT IN ('canceled', 'incomplete_expired')
      RETURNING subscription_id
      """;

  /** The ids of those that were taken. */
  Future<List<SubscriptionId>> upsert(SqlClient client, List<KnownSubscription> known) {
    var parameters =
        Tuple.tuple()
            .addArrayOfString(texts(known, k -> k.state().id().value()))
            .addArrayOfString(texts(known, k -> k.state().mode().wire()))
            .addArrayOfString(texts(known, k -> k.state().customer().value()))
            .addArrayOfString(texts(known, k -> k.state().status()))
            .addArrayOfBoolean(flags(known, k -> k.state().cancelAtPeriodEnd()))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.state().cancelAt())))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.state().currentPeriodEnd())))
            .addArrayOfBoolean(flags(known, k -> k.state().collectionPaused()))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.state().trialEnd())))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.state().endedAt())))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.state().created())))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.coveredAt())))
            .addArrayOfOffsetDateTime(times(known, k -> Rows.param(k.knownAt())));
    return client
        .preparedQuery(UPSERT)
        .execute(parameters)
        .map(rows -> Rows.all(rows, row -> new SubscriptionId(row.getString("subscription_id"))));
  }

  private static final String REPLACE_ITEMS =
      """
      WITH now_there AS (
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[])
            AS i (subscription_id, item_id, price_id, quantity, period_end)
      ), dropped AS (
        UPDATE stripe_subscription_item i SET quantity = 0
         WHERE i.subscription_id = ANY ($6::text[]) AND i.quantity > 0
           AND NOT EXISTS (SELECT 1 FROM now_there n
                            WHERE n.subscription_id = i.subscription_id AND n.item_id = i.item_id)
      )
      INSERT INTO stripe_subscription_item AS i (subscription_id, item_id, price_id, quantity, period_end)
      SELECT * FROM now_there
      ON CONFLICT (subscription_id, item_id) DO UPDATE
         SET price_id = excluded.price_id, quantity = excluded.quantity, period_end = excluded.period_end
       WHERE (i.price_id, i.quantity, i.period_end)
             IS DISTINCT FROM (excluded.price_id, excluded.quantity, excluded.period_end)
      """;

  Future<Void> replaceItems(SqlClient client, List<SubscriptionState> states) {
    var lines =
        states.stream()
            .flatMap(s -> s.items().stream().map(item -> Map.entry(s.id().value(), item)))
            .toList();
    var parameters =
        Tuple.tuple()
            .addArrayOfString(texts(lines, Map.Entry::getKey))
            .addArrayOfString(texts(lines, l -> l.getValue().id()))
            .addArrayOfString(texts(lines, l -> l.getValue().price().value()))
            .addArrayOfLong(lines.stream().map(l -> l.getValue().quantity()).toArray(Long[]::new))
            .addArrayOfOffsetDateTime(times(lines, l -> Rows.param(l.getValue().periodEnd())))
            .addArrayOfString(texts(states, s -> s.id().value()));
    return client.preparedQuery(REPLACE_ITEMS).execute(parameters).mapEmpty();
  }

  private static final String MARKS =
      """
      SELECT subscription_id, covered_at, known_at, status FROM stripe_subscription
       WHERE subscription_id = ANY ($1::text[])
      """;

  Future<Map<SubscriptionId, Mark>> marks(SqlClient client, Collection<SubscriptionId> ids) {
    return client
        .preparedQuery(MARKS)
        .execute(Tuple.of(ids.stream().map(SubscriptionId::value).toArray(String[]::new)))
        .map(rows ->
            Rows.all(rows, row -> row).stream()
                .collect(
                    Collectors.toMap(
                        row -> new SubscriptionId(row.getString("subscription_id")),
                        SubscriptionStore::mark)));
  }

  private static final String SELECT =
      """
      SELECT s.subscription_id, s.mode, s.customer_id, s.status, s.cancel_at_period_end, s.cancel_at,
             s.collection_paused, s.trial_end, s.ended_at, s.created_at, c.member_id,
             array_agg(i.item_id ORDER BY i.item_id) AS item_ids,
             array_agg(i.price_id ORDER BY i.item_id) AS price_ids,
             array_agg(i.quantity ORDER BY i.item_id) AS quantities,
             array_agg(i.period_end ORDER BY i.item_id) AS period_ends
        FROM stripe_subscription s
        JOIN stripe_subscription_item i USING (subscription_id)
        LEFT JOIN stripe_customer c ON c.mode = s.mode AND c.customer_id = s.customer_id
       WHERE %s
       GROUP BY s.subscription_id, c.member_id
       ORDER BY s.created_at, s.subscription_id
      """;

  /** A mirrored subscription with the member it belongs to, if that is known. */
  record Owned(SubscriptionState state, Optional<MemberId> member) {
    List<String> itemIds() {
      return state.items().stream().map(SubscriptionState.Item::id).toList();
    }
  }

  private static final String BY_ID = SELECT.formatted("s.subscription_id = ANY ($1::text[])");

  Future<List<Owned>> byId(SqlClient client, Collection<SubscriptionId> ids) {
    return client
        .preparedQuery(BY_ID)
        .execute(Tuple.of(ids.stream().map(SubscriptionId::value).toArray(String[]::new)))
        .map(rows -> Rows.all(rows, SubscriptionStore::owned));
  }

  private static final String BY_CUSTOMER = SELECT.formatted("s.mode = $1 AND s.customer_id = $2");

  Future<List<Owned>> byCustomer(SqlClient client, CustomerKey customer) {
    return client
        .preparedQuery(BY_CUSTOMER)
        .execute(Tuple.of(customer.mode().wire(), customer.id().value()))
        .map(rows -> Rows.all(rows, SubscriptionStore::owned));
  }

  private static final String BY_MEMBER =
      SELECT.formatted("s.mode = $1 AND c.member_id = ANY ($2::bigint[])");

  Future<List<Owned>> byMember(SqlClient client, StripeMode mode, List<MemberId> members) {
    return client
        .preparedQuery(BY_MEMBER)
        .execute(
            Tuple.of(mode.wire())
                .addArrayOfLong(members.stream().map(MemberId::value).toArray(Long[]::new)))
        .map(rows -> Rows.all(rows, SubscriptionStore::owned));
  }

  private static final String BY_PRICE =
      SELECT.formatted(
          """
          s.subscription_id IN (
            SELECT p.subscription_id FROM stripe_subscription_item p
              JOIN stripe_subscription q USING (subscription_id)
             WHERE q.mode = $1 AND p.price_id = ANY ($2::text[]))
          """);

  Future<List<Owned>> byPrice(SqlClient client, StripeMode mode, Collection<PriceId> prices) {
    return client
        .preparedQuery(BY_PRICE)
        .execute(
            Tuple.of(mode.wire())
                .addArrayOfString(prices.stream().map(PriceId::value).toArray(String[]::new)))
        .map(rows -> Rows.all(rows, SubscriptionStore::owned));
  }

  private static Mark mark(Row row) {
    return new Mark(
        Rows.time(row, "covered_at"),
        Rows.time(row, "known_at"),
        MembershipRules.isEnded(row.getString("status")));
  }

  private static Owned owned(Row row) {
    var ids = row.getArrayOfStrings("item_ids");
    var prices = row.getArrayOfStrings("price_ids");
    var quantities = row.getArrayOfLongs("quantities");
    var ends = row.getArrayOfOffsetDateTimes("period_ends");
    var items = new SubscriptionState.Item[ids.length];
    for (int i = 0; i < ids.length; i++) {
      items[i] =
          new SubscriptionState.Item(
              ids[i],
              new PriceId(prices[i]),
              quantities[i],
              Optional.ofNullable(ends[i]).map(OffsetDateTime::toInstant));
    }
    return new Owned(
        new SubscriptionState(
            new SubscriptionId(row.getString("subscription_id")),
            new CustomerId(row.getString("customer_id")),
            StripeMode.of(row.getString("mode")),
            row.getString("status"),
            Arrays.asList(items),
            true,
            row.getBoolean("cancel_at_period_end"),
            Rows.instant(row, "cancel_at"),
            row.getBoolean("collection_paused"),
            Rows.instant(row, "trial_end"),
            Rows.instant(row, "ended_at"),
            Rows.time(row, "created_at"),
            Map.of(),
            Optional.empty(),
            false),
        Optional.ofNullable(row.getLong("member_id")).map(MemberId::new));
  }

  private static <T> String[] texts(List<T> things, Function<T, String> text) {
    return things.stream().map(text).toArray(String[]::new);
  }

  private static <T> Boolean[] flags(List<T> things, Function<T, Boolean> flag) {
    return things.stream().map(flag).toArray(Boolean[]::new);
  }

  private static <T> OffsetDateTime[] times(
      List<T> things, Function<T, @Nullable OffsetDateTime> time) {
    return things.stream().map(time).toArray(OffsetDateTime[]::new);
  }
}
