package dev.karamon.stripe.overview;

import dev.karamon.database.Rows;
import dev.karamon.stripe.StatusSql;
import dev.karamon.stripe.StripeMode;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Counts the mirror of Stripe's subscriptions. */
final class OverviewStore {
  private static final String STATUSES =
      """
      SELECT status, count(*) AS count FROM stripe_subscription
       WHERE mode = $1 AND status NOT IN %s
       GROUP BY status ORDER BY count DESC, status
      """
          .formatted(StatusSql.ENDED);

  Future<List<Overview.StatusCount>> statuses(SqlClient client, StripeMode mode) {
    return client
        .preparedQuery(STATUSES)
        .execute(Tuple.of(mode.wire()))
        .map(rows ->
            Rows.all(
                rows,
                row -> new Overview.StatusCount(row.getString("status"), row.getLong("count"))));
  }

  /** How many began and ended. */
  record Turnover(long began, long ended) {}

  // What was never paid for the first time neither began nor ended.
  private static final String TURNOVER =
      """
      SELECT count(*) FILTER (WHERE created_at >= $2) AS began,
             count(*) FILTER (WHERE ended_at >= $2) AS ended
        FROM stripe_subscription
       WHERE mode = $1 AND status NOT IN %s
         AND (created_at >= $2 OR ended_at >= $2)
      """
          .formatted(StatusSql.NEVER_PAID);

  Future<Turnover> turnover(SqlClient client, StripeMode mode, Instant since) {
    return client
        .preparedQuery(TURNOVER)
        .execute(Tuple.of(mode.wire(), Rows.param(since)))
        .map(rows ->
            Rows.first(rows, row -> new Turnover(row.getLong("began"), row.getLong("ended")))
                .orElseThrow());
  }

  // Each life is a few changes of two sums; what changed before the first day counts on it.
  private static final String DAYS =
      """
      WITH life AS (
        SELECT created_at AS began, ended_at AS ended,
               CASE WHEN trial_end > created_at THEN least(trial_end, ended_at) END AS trial_over
          FROM stripe_subscription
         WHERE mode = $1 AND status NOT IN %s
           AND (ended_at IS NOT NULL OR status <> 'canceled')
      ), change AS (
        SELECT began AS at, 1 AS live, CASE WHEN trial_over IS NULL THEN 0 ELSE 1 END AS trialing FROM life
        UNION ALL SELECT trial_over, 0, -1 FROM life WHERE trial_over IS NOT NULL
        UNION ALL SELECT ended, -1, 0 FROM life WHERE ended IS NOT NULL
      ), daily AS (
        SELECT greatest(date_trunc('day', at, 'UTC'), $2) AS day, sum(live) AS live, sum(trialing) AS trialing
          FROM change WHERE at <= $3 GROUP BY 1
      )
      SELECT day, (sum(coalesce(live, 0)) OVER w)::bigint AS live,
             (sum(coalesce(trialing, 0)) OVER w)::bigint AS trialing
        FROM generate_series($2::timestamptz, $3::timestamptz, interval '24 hours') AS day
        LEFT JOIN daily USING (day)
      WINDOW w AS (ORDER BY day)
       ORDER BY day
      """
          .formatted(StatusSql.NEVER_PAID);

  Future<List<Overview.Day>> days(SqlClient client, StripeMode mode, Instant first, Instant now) {
    return client
        .preparedQuery(DAYS)
        .execute(Tuple.of(mode.wire(), Rows.param(first), Rows.param(now)))
        .map(rows ->
            Rows.all(
                rows,
                row -> {
                  var trialing = row.getLong("trialing");
                  return new Overview.Day(
                      Rows.time(row, "day"), trialing, row.getLong("live") - trialing);
                }));
  }
}
