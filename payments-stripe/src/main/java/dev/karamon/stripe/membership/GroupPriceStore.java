package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.id.GroupId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

final class GroupPriceStore {
  /** A price that leads to a group. */
  record GroupPrice(StripeMode mode, PriceId price, GroupId group, boolean retired) {}

  private static final String OF_GROUPS =
      """
      SELECT mode, price_id, group_id, retired_at FROM stripe_group_price
       WHERE group_id = ANY ($1::bigint[])
       ORDER BY group_id, mode, position, price_id
      """;

  Future<List<GroupPrice>> ofGroups(SqlClient client, Collection<GroupId> groups) {
    return client
        .preparedQuery(OF_GROUPS)
        .execute(Tuple.of(Columns.numbers(groups, GroupId::value)))
        .map(rows -> Rows.all(rows, GroupPriceStore::groupPrice));
  }

  private static final String REPLACE =
      """
      WITH wanted AS (
        SELECT price_id, position::integer
          FROM unnest($3::text[]) WITH ORDINALITY AS p (price_id, position)
      ), retired AS (
        UPDATE stripe_group_price g SET retired_at = $4
         WHERE g.group_id = $1 AND g.mode = $2 AND g.retired_at IS NULL
           AND g.price_id NOT IN (SELECT price_id FROM wanted)
      )
      INSERT INTO stripe_group_price AS g (group_id, mode, price_id, position)
      SELECT $1, $2, price_id, position FROM wanted
      ON CONFLICT (mode, price_id, group_id)
      DO UPDATE SET retired_at = NULL, position = excluded.position
      """;

  Future<Void> replace(
      SqlClient client, GroupId group, StripeMode mode, List<PriceId> prices, Instant now) {
    return client
        .preparedQuery(REPLACE)
        .execute(
            Tuple.of(
                group.value(), mode.wire(), Columns.texts(prices, PriceId::value), Rows.param(now)))
        .mapEmpty();
  }

  Future<Void> deleteOf(SqlClient client, GroupId group) {
    return client
        .preparedQuery("DELETE FROM stripe_group_price WHERE group_id = $1")
        .execute(Tuple.of(group.value()))
        .mapEmpty();
  }

  private static GroupPrice groupPrice(Row row) {
    return new GroupPrice(
        Wire.of(StripeMode.class, row.getString("mode")),
        new PriceId(row.getString("price_id")),
        new GroupId(row.getLong("group_id")),
        row.getOffsetDateTime("retired_at") != null);
  }
}
