package dev.karamon.stripe.membership;

import dev.karamon.database.Columns;
import dev.karamon.database.Rows;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.SubscriptionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which prices members have had a trial of. */
final class TrialStore {
  private static final String PUT =
      """
      INSERT INTO stripe_trial_price (subscription_id, price_id)
      SELECT DISTINCT * FROM unnest($1::text[], $2::text[])
      ON CONFLICT (subscription_id, price_id) DO NOTHING
      """;

  /** Keeps the prices of subscriptions with a trial, which are locked or new. */
  Future<Void> put(SqlClient client, List<Map.Entry<SubscriptionId, PriceId>> prices) {
    return client
        .preparedQuery(PUT)
        .execute(
            Tuple.tuple()
                .addArrayOfString(Columns.texts(prices, one -> one.getKey().value()))
                .addArrayOfString(Columns.texts(prices, one -> one.getValue().value())))
        .mapEmpty();
  }

  // Prices of one group are ways to pay for the same.
  private static final String HAD =
      """
      SELECT EXISTS (
        SELECT 1 FROM stripe_subscription s JOIN stripe_trial_price t USING (subscription_id)
         WHERE s.mode = $1 AND s.customer_id = $2
           AND (t.price_id = ANY ($3::text[])
                OR EXISTS (
                     SELECT 1 FROM stripe_group_price had
                       JOIN stripe_group_price asked USING (mode, group_id)
                      WHERE had.mode = $1 AND had.price_id = t.price_id
                        AND asked.price_id = ANY ($3::text[])))) AS had
      """;

  /** Whether a customer has had a trial of one of the prices, or of a group that they lead to. */
  Future<Boolean> had(SqlClient client, CustomerKey customer, Collection<PriceId> prices) {
    return client
        .preparedQuery(HAD)
        .execute(
            Tuple.of(customer.mode().wire(), customer.id().value())
                .addArrayOfString(Columns.texts(prices, PriceId::value)))
        .map(rows -> Rows.one(rows, row -> row.getBoolean("had")));
  }
}
