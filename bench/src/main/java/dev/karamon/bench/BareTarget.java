package dev.karamon.bench;

import static java.util.Objects.requireNonNull;

import dev.karamon.server.DatabaseUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A bare handler and its tables. */
final class BareTarget implements Target {
  private static final Pattern READY = Pattern.compile(BareServer.READY + "(\\d+)");

  private static final String TABLES =
      """
      DROP SCHEMA IF EXISTS bench CASCADE;
      CREATE SCHEMA bench;
      CREATE TABLE bench.event (
        event_id    text PRIMARY KEY,
        type        text NOT NULL,
        created_at  timestamptz NOT NULL,
        customer_id text NOT NULL,
        body        bytea NOT NULL
      );
      ALTER TABLE bench.event ALTER COLUMN body SET STORAGE EXTERNAL;
      CREATE TABLE bench.customer (customer_id text PRIMARY KEY, member_id bigint NOT NULL);
      CREATE TABLE bench.price (price_id text PRIMARY KEY, group_id bigint NOT NULL);
      CREATE TABLE bench.subscription (
        subscription_id text PRIMARY KEY,
        customer_id     text NOT NULL,
        status          text NOT NULL,
        item_id         text NOT NULL,
        price_id        text NOT NULL,
        period_end      timestamptz NOT NULL,
        cancel_at       timestamptz,
        known_at        timestamptz NOT NULL
      );
      CREATE TABLE bench.membership (
        member_id  bigint NOT NULL,
        source_ref text NOT NULL,
        group_id   bigint NOT NULL,
        ends_at    timestamptz,
        PRIMARY KEY (member_id, source_ref)
      );
      """;

  private static final String WORTH =
      """
      SELECT c.customer_id, p.price_id, m.ends_at
        FROM bench.membership m JOIN bench.customer c USING (member_id)
        JOIN bench.price p USING (group_id)
      """;

  private final BareKind kind;
  private final BenchDatabase database;
  private final ServerProcess server;

  private BareTarget(BareKind kind, BenchDatabase database, ServerProcess server) {
    this.kind = kind;
    this.database = database;
    this.server = server;
  }

  static BareTarget start(BareKind kind, BenchDatabase database, String secret, BenchPlan plan) {
    database.run(TABLES);
    database.run(rows(plan));
    var server = ServerProcess.start(command(kind), environment(database.url(), secret), READY);
    return new BareTarget(kind, database, server);
  }

  private static String rows(BenchPlan plan) {
    return """
    INSERT INTO bench.price VALUES ('%s', 1), ('%s', 2);
    INSERT INTO bench.customer SELECT 'cus_bench' || n, n FROM generate_series(1, %d) n;
    INSERT INTO bench.subscription
    SELECT 'sub_bench' || n, 'cus_bench' || n, 'active', 'si_bench' || n, '%1$s', now(), NULL, now()
      FROM generate_series(%d + 1, %3$d) n;
    INSERT INTO bench.membership
    SELECT n, 'si_bench' || n, 1, NULL FROM generate_series(%4$d + 1, %3$d) n;
    """
        .formatted(EventStream.SILVER, EventStream.GOLD, plan.members(), plan.customers());
  }

  private static List<String> command(BareKind kind) {
    var command = new ArrayList<String>();
    command.add(Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java").toString());
    command.addAll(asThePackagedServerChooses());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(requireNonNull(System.getProperty("java.class.path")));
    command.add(BareServer.class.getName());
    command.add(kind.name());
    return command;
  }

  private static List<String> asThePackagedServerChooses() {
    return Runtime.getRuntime().availableProcessors() <= 2
        ? List.of("-XX:+UseSerialGC", "-XX:InlineSmallCode=1000", "-XX:FreqInlineSize=160")
        : List.of("-XX:+UseG1GC");
  }

  private static Map<String, String> environment(DatabaseUrl database, String secret) {
    return Map.of(BareServer.DATABASE, database.uri().reveal(), BareServer.SECRET, secret);
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  @Override
  public long pid() {
    return server.pid();
  }

  /** It answers after that. */
  @Override
  public void awaitApplied() {}

  @Override
  public void check(EventStream stream, int events) {
    var stored = database.count("SELECT count(*) FROM bench.event");
    if (stored != events) {
      throw new BenchException(kind.row() + " stored " + stored + " of " + events + " events");
    }
    if (kind == BareKind.APPLY) {
      database.requireWorth(WORTH, stream.worthAfter(events));
    }
  }

  @Override
  public void close() {
    server.close();
    database.run("DROP SCHEMA bench CASCADE");
  }
}
