package dev.karamon.stripe.membership;

import dev.karamon.database.Rows;
import dev.karamon.group.GrantSql;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Prices that a group sells no longer, but that still lead to it. */
final class RetiredPriceStore {
  /** A price that is no longer sold. */
  record Retired(StripeMode mode, PriceId price, Instant since) {}

  private static final String OF_GROUP =
      """
      SELECT mode, price_id, retired_at FROM stripe_group_price
       WHERE group_id = $1 AND retired_at IS NOT NULL AND position(lower($2) IN lower(price_id)) > 0
       ORDER BY mode, retired_at, price_id
      """;

  /** Those whose id has this text in it. */
  Future<List<Retired>> of(SqlClient client, GroupId group, String text) {
    return client
        .preparedQuery(OF_GROUP)
        .execute(Tuple.of(group.value(), text))
        .map(rows ->
            Rows.all(
                rows,
                row ->
                    new Retired(
                        Wire.of(StripeMode.class, row.getString("mode")),
                        new PriceId(row.getString("price_id")),
                        Rows.time(row, "retired_at"))));
  }

  // Those who are in the group because of this price, and for no other reason.
  private static final String LEAVING =
      """
      WITH live AS (
        SELECT g.member_id, g.source_kind, g.source_ref FROM membership_grant g
         WHERE g.group_id = $1 AND %s
      ), by_price AS (
        SELECT l.* FROM live l
         WHERE l.source_kind = 'subscription' AND EXISTS (
                 SELECT 1 FROM stripe_subscription_item i JOIN stripe_subscription s USING (subscription_id)
                  WHERE i.item_id = l.source_ref AND i.price_id = $3 AND s.mode = $2)
        UNION ALL
        SELECT l.* FROM live l JOIN stripe_purchase p ON p.session_id = l.source_ref
         WHERE l.source_kind = 'purchase' AND p.mode = $2 AND $3 = ANY (p.prices)
           AND NOT EXISTS (SELECT 1 FROM stripe_group_price o
                            WHERE o.group_id = $1 AND o.mode = $2 AND o.price_id <> $3
                              AND o.price_id = ANY (p.prices))
      )
      SELECT DISTINCT member_id FROM by_price b
       WHERE NOT EXISTS (SELECT 1 FROM live l
                          WHERE l.member_id = b.member_id
                            AND (l.source_kind, l.source_ref) NOT IN
                                (SELECT source_kind, source_ref FROM by_price))
       ORDER BY member_id
      """
          .formatted(GrantSql.isLive("g", "$4"));

  /** The members who would leave the group if the price led to it no longer. */
  Future<List<MemberId>> leaving(
      SqlClient client, GroupId group, StripeMode mode, PriceId price, Instant now) {
    return client
        .preparedQuery(LEAVING)
        .execute(Tuple.of(group.value(), mode.wire(), price.value(), Rows.param(now)))
        .map(rows -> Rows.all(rows, row -> new MemberId(row.getLong("member_id"))));
  }

  private static final String DROP =
      """
      DELETE FROM stripe_group_price
       WHERE group_id = $1 AND mode = $2 AND price_id = $3 AND retired_at IS NOT NULL
      """;

  /** False when there is no such price, or it is still sold. */
  Future<Boolean> drop(SqlClient client, GroupId group, StripeMode mode, PriceId price) {
    return client
        .preparedQuery(DROP)
        .execute(Tuple.of(group.value(), mode.wire(), price.value()))
        .map(rows -> rows.rowCount() == 1);
  }
}
