package dev.karamon.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The packaged server, connected by its admin API, with members seeded by SQL. */
final class KaramonTarget implements Target {
  private static final Pattern READY = Pattern.compile("Karamon is ready at http://[^/]*:(\\d+)/");
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long DRAIN_NANOS = TimeUnit.MINUTES.toNanos(15);

  private static final String OPEN =
      "SELECT count(*) FROM (SELECT 1 FROM stripe_event WHERE status = 'pending' LIMIT 1) open";

  private static final String STATES =
      """
      SELECT coalesce(string_agg(n || ' ' || status || coalesce(' (' || reason || ')', ''), ', '), 'none')
        FROM (SELECT status, reason, count(*) AS n FROM stripe_event GROUP BY 1, 2 ORDER BY 1, 2) s
      """;

  private static final String WORTH =
      """
      SELECT c.customer_id, p.price_id, g.ends_at
        FROM membership_grant g JOIN stripe_customer c USING (member_id)
        JOIN stripe_group_price p USING (group_id)
      """;

  private final BenchDatabase database;
  private final ServerProcess server;

  private KaramonTarget(BenchDatabase database, ServerProcess server) {
    this.database = database;
    this.server = server;
  }

  /**
   * Starts it.
   *
   * @param command the packaged server
   * @param folder for what it keeps
   */
  static KaramonTarget start(
      Path command, Path folder, BenchDatabase database, String secret, BenchPlan plan) {
    var server =
        ServerProcess.start(
            List.of(command.toString(), "serve"), environment(folder, database), READY);
    try {
      KaramonConnection.ensure(server.port(), secret);
      database.run(seed(plan));
      return new KaramonTarget(database, server);
    } catch (RuntimeException e) {
      server.close();
      throw new BenchException(e.getMessage() + "\n" + server.lastLines(), e);
    }
  }

  private static String seed(BenchPlan plan) {
    return """
    ALTER TABLE audit DISABLE TRIGGER USER;
    TRUNCATE stripe_event, stripe_event_bundle, stripe_customer_work, stripe_subscription_item, stripe_subscription,
             stripe_customer, membership_grant, audit, member CASCADE;
    ALTER TABLE audit ENABLE TRIGGER USER;
    INSERT INTO member (id, email, name, status, created_at) OVERRIDING SYSTEM VALUE
    SELECT n, 'member' || n || '@example.com', 'Member ' || n, 'active', now()
      FROM generate_series(1, %d) n;
    INSERT INTO stripe_customer (mode, customer_id, member_id, current, created_at)
    SELECT 'test', 'cus_bench' || n, n, true, now() FROM generate_series(1, %1$d) n;
    INSERT INTO stripe_subscription
      (subscription_id, mode, customer_id, status, cancel_at_period_end, current_period_end,
       collection_paused, created_at, covered_at, known_at)
    SELECT 'sub_bench' || n, 'test', 'cus_bench' || n, 'active', false, now(), false, now(), now(), now()
      FROM generate_series(%d + 1, %1$d) n;
    INSERT INTO stripe_subscription_item (subscription_id, item_id, price_id, quantity, period_end)
    SELECT 'sub_bench' || n, 'si_bench' || n, '%s', 1, now() FROM generate_series(%2$d + 1, %1$d) n;
    INSERT INTO membership_grant (member_id, group_id, source_kind, source_ref, starts_at)
    SELECT n, p.group_id, 'subscription', 'si_bench' || n, now()
      FROM generate_series(%2$d + 1, %1$d) n JOIN stripe_group_price p ON p.price_id = '%3$s';
    """
        .formatted(plan.members(), plan.customers(), EventStream.SILVER);
  }

  private static Map<String, String> environment(Path folder, BenchDatabase database) {
    return Map.of(
        "KARAMON_HTTP_PORT",
        "0",
        "KARAMON_DATA_DIR",
        folder.toString(),
        "KARAMON_DATABASE_URL",
        database.url().uri().reveal(),
        "KARAMON_MASTER_KEY",
        "only-for-a-benchmark-of-a-passing-database",
        "KARAMON_ADMIN_EMAIL",
        KaramonConnection.ADMIN,
        "KARAMON_ADMIN_PASSWORD",
        KaramonConnection.PASSWORD,
        // Nothing listens there: an event that has to ask Stripe fails, and is seen to.
        "KARAMON_STRIPE_API_BASE",
        "http://127.0.0.1:9");
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/webhooks/stripe");
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public void awaitApplied() {
    var begun = System.nanoTime();
    while (database.count(OPEN) > 0) {
      if (System.nanoTime() - begun > DRAIN_NANOS) {
        throw new BenchException("The inbox does not get empty: " + database.text(STATES));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void check(EventStream stream, int events) {
    var done = database.count("SELECT count(*) FROM stripe_event WHERE status = 'done'");
    var all = database.count("SELECT count(*) FROM stripe_event");
    if (done != events || all != events) {
      throw new BenchException(
          "Of %d events not all were applied without Stripe: %s"
              .formatted(events, database.text(STATES)));
    }
    database.requireWorth(WORTH, stream.worthAfter(events));
  }

  @Override
  public void close() {
    server.close();
  }
}
