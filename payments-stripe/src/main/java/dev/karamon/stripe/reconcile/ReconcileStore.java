package dev.karamon.stripe.reconcile;

import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.MemberId;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class ReconcileStore {
  private static final String GIVE_UP_DEAD =
      """
      UPDATE stripe_reconcile_run
         SET state = 'failed', failure = 'The node that it ran on has died.', finished_at = $1
       WHERE state = 'running' AND heard_at < $2
      """;

  private static final String BEGIN =
      """
      INSERT INTO stripe_reconcile_run (mode, dry_run, actor, state, started_at, heard_at)
      VALUES ($1, $2, $3, 'running', $4, $4)
      ON CONFLICT (state) WHERE state = 'running' DO NOTHING
      RETURNING id
      """;

  /** The id of a new run; empty while another one is under way. */
  Future<Optional<Long>> begin(
      SqlClient client, StripeMode mode, boolean dryRun, String actor, Instant now, Instant dead) {
    return client
        .preparedQuery(GIVE_UP_DEAD)
        .execute(Tuple.of(Rows.param(now), Rows.param(dead)))
        .compose(done ->
            client
                .preparedQuery(BEGIN)
                .execute(Tuple.of(mode.wire(), dryRun, actor, Rows.param(now))))
        .map(rows -> Rows.first(rows, row -> row.getLong("id")));
  }

  private static final String PROGRESS =
      """
      UPDATE stripe_reconcile_run
         SET heard_at = $2, subscriptions = $3, customers = $4, drifts = $5
       WHERE id = $1 AND state = 'running'
      """;

  /** False for a run that somebody has given up. */
  Future<Boolean> progress(
      SqlClient client, long run, Instant now, long subscriptions, long customers, long drifts) {
    return client
        .preparedQuery(PROGRESS)
        .execute(Tuple.of(run, Rows.param(now), subscriptions, customers, drifts))
        .map(rows -> rows.rowCount() == 1);
  }

  private static final String ADD =
      """
      INSERT INTO stripe_drift (run_id, position, kind, customer_id, member_id, subject, expected,
                                found, repaired)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  Future<Void> add(SqlClient client, long run, int position, Drift drift) {
    return client
        .preparedQuery(ADD)
        .execute(
            Tuple.of(run, position, drift.kind().wire())
                .addString(drift.customerId().map(CustomerId::value).orElse(null))
                .addLong(drift.memberId().map(MemberId::value).orElse(null))
                .addString(drift.subject())
                .addString(drift.expected())
                .addString(drift.found())
                .addBoolean(drift.repaired()))
        .mapEmpty();
  }

  private static final String END =
      """
      UPDATE stripe_reconcile_run SET state = $2, failure = $3, finished_at = $4
       WHERE id = $1 AND state = 'running'
      """;

  /** Ends a run, unless somebody has given it up. */
  Future<Void> end(
      SqlClient client,
      long run,
      ReconcileReport.State state,
      Optional<String> failure,
      Instant now) {
    return client
        .preparedQuery(END)
        .execute(Tuple.of(run, state.wire(), failure.orElse(null), Rows.param(now)))
        .mapEmpty();
  }

  private static final String SELECT =
      """
      SELECT id, mode, dry_run, actor, state, failure, started_at, finished_at, subscriptions,
             customers, drifts
      """;

  private static final String FROM = " FROM stripe_reconcile_run";

  private static final Listing LIST = Listing.of(SELECT, FROM, Ordering.usually("id DESC"));

  Future<Slice<ReconcileReport>> list(SqlClient client, PageRequest page) {
    return LIST.search(page.query(), "actor", "state", "failure")
        .read(client, page.sort(), page.perPage(), page.offset(), ReconcileStore::report);
  }

  Future<Optional<ReconcileReport>> find(SqlClient client, long run) {
    return client
        .preparedQuery(SELECT + FROM + " WHERE id = $1")
        .execute(Tuple.of(run))
        .map(rows -> Rows.first(rows, ReconcileStore::report));
  }

  private static final String DRIFTS =
      """
      SELECT kind, customer_id, member_id, subject, expected, found, repaired
        FROM stripe_drift WHERE run_id = $1 ORDER BY position
      """;

  Future<List<Drift>> drifts(SqlClient client, long run) {
    return client
        .preparedQuery(DRIFTS)
        .execute(Tuple.of(run))
        .map(rows -> Rows.all(rows, ReconcileStore::drift));
  }

  private static ReconcileReport report(Row row) {
    return new ReconcileReport(
        row.getLong("id"),
        Wire.of(StripeMode.class, row.getString("mode")),
        row.getBoolean("dry_run"),
        Wire.of(ReconcileReport.State.class, row.getString("state")),
        Optional.ofNullable(row.getString("failure")),
        row.getString("actor"),
        Rows.time(row, "started_at"),
        Rows.instant(row, "finished_at"),
        row.getLong("subscriptions"),
        row.getLong("customers"),
        row.getLong("drifts"),
        List.of());
  }

  private static Drift drift(Row row) {
    return new Drift(
        Wire.of(Drift.Kind.class, row.getString("kind")),
        Optional.ofNullable(row.getString("customer_id")).map(CustomerId::new),
        Optional.ofNullable(row.getLong("member_id")).map(MemberId::new),
        row.getString("subject"),
        row.getString("expected"),
        row.getString("found"),
        row.getBoolean("repaired"));
  }
}
