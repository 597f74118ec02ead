package dev.karamon.server.testing;

import dev.karamon.server.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is in the tables of a server; reads only. */
public final class Tables implements AutoCloseable {
  private static final String STATE =
      """
      SELECT table_name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
         AND (table_name LIKE 'stripe\\_%' OR table_name IN ('audit', 'membership_grant', 'member'))
      """;

  private final DatabaseUrl database;
  private Optional<Connection> open = Optional.empty();

  /** Of a database. */
  public Tables(DatabaseUrl database) {
    this.database = database;
  }

  /** How many rows everything has that an event can leave a trace in. */
  public Map<String, Long> rows() {
    var tables = pairs("SELECT t, 0 FROM (" + STATE + ") s (t)").keySet();
    return pairs(
        tables.stream()
            .map(table -> "SELECT '" + table + "', count(*) FROM " + table)
            .collect(Collectors.joining(" UNION ALL ")));
  }

  /** How many events there are of each status. */
  public Map<String, Long> events() {
    return pairs("SELECT status, count(*) FROM stripe_event GROUP BY status");
  }

  /** The ids of events whose bodies are kept with those of others. */
  public Set<String> bundled() {
    return pairs("SELECT event_id, body_length FROM stripe_event WHERE bundle_id IS NOT NULL")
        .keySet();
  }

  /** How many grants were added and removed, by the audit log. */
  public Map<String, Long> grantsAudited() {
    return pairs(
        "SELECT action, count(*) FROM audit WHERE action LIKE 'grant.%' AND actor = 'stripe'"
            + " GROUP BY action");
  }

  /** How many grants there are that Stripe's subscriptions are the reason of. */
  public long grants() {
    return number("SELECT count(*) FROM membership_grant WHERE source_kind = 'subscription'");
  }

  /** How many of a subscription item the mirror says. */
  public long quantity(String item) {
    return pairs("SELECT item_id, quantity FROM stripe_subscription_item").getOrDefault(item, 0L);
  }

  /** How often two transactions have waited for each other. */
  public long deadlocks() {
    return number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }

  private long number(String query) {
    return pairs("SELECT 'it', (" + query + ")").values().iterator().next();
  }

  @Override
  public synchronized void close() {
    try {
      if (open.isPresent()) {
        open.get().close();
      }
      open = Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized Map<String, Long> pairs(String query) {
    try (var statement = connection().createStatement();
        var found = statement.executeQuery(query)) {
      var pairs = new TreeMap<String, Long>();
      while (found.next()) {
        pairs.put(found.getString(1), found.getLong(2));
      }
      return pairs;
    } catch (SQLException e) {
      open = Optional.empty();
      throw new IllegalStateException(query, e);
    }
  }

  private Connection connection() throws SQLException {
    if (open.isEmpty()) {
      var made =
          DriverManager.getConnection(
              database.jdbcUrl(), database.user(), database.password().reveal());
      made.setReadOnly(true);
      open = Optional.of(made);
    }
    return open.get();
  }
}
