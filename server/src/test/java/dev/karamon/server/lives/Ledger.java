package dev.karamon.server.lives;

import dev.karamon.server.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the product has written down, read from its database. */
final class Ledger implements AutoCloseable {
  private final Connection database;

  Ledger(DatabaseUrl url) throws SQLException {
    this.database = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password().reveal());
  }

  private static final String GRANTS =
      """
      SELECT member_id, group_id, source_kind, source_ref, ends_at
        FROM membership_grant WHERE member_id = ANY (?)
       ORDER BY member_id, group_id, source_kind, source_ref
      """;

  /** The grants of members, by member. */
  Map<Long, List<Reason.Until>> grants(Collection<Long> members) {
    var found = new HashMap<Long, List<Reason.Until>>();
    read(
        GRANTS,
        "bigint",
        members,
        row ->
            add(
                found,
                row.getLong("member_id"),
                new Reason.Until(
                    reason(row),
                    Optional.ofNullable(row.getObject("ends_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))));
    return found;
  }

  /** An entry of the audit log about a grant; as a text it shows everything. */
  record Entry(Oracle.Change change, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static final String AUDIT =
      """
      SELECT substr(subject, 8)::bigint AS member_id, action, d->>'source_kind' AS source_kind,
             d->>'source_ref' AS source_ref, (d->>'group_id')::bigint AS group_id,
             action || ': ' || coalesce(before::text, '-') || ' -> ' || coalesce(after::text, '-')
               || ' (' || actor || ', ' || coalesce(cause, 'no cause') || ')' AS text
        FROM audit, coalesce(after, before) AS d
       WHERE subject = ANY (?) AND action LIKE 'grant.%'
       ORDER BY id
      """;

  /** What the audit log says of grants, oldest first, by member. */
  Map<Long, List<Entry>> audit(Collection<Long> members) {
    var found = new HashMap<Long, List<Entry>>();
    read(
        AUDIT,
        "text",
        members.stream().map(member -> "member:" + member).toList(),
        row ->
            add(
                found,
                row.getLong("member_id"),
                new Entry(
                    new Oracle.Change(row.getString("action"), reason(row)),
                    row.getString("text"))));
    return found;
  }

  /** What has become of an event. */
  record Fate(String status, String reason) {
    boolean isClosed() {
      return status.equals("done") || status.equals("ignored");
    }
  }

  private static final String EVENTS =
      """
      SELECT event_id, status, coalesce(reason, '') AS reason FROM stripe_event
       WHERE event_id = ANY (?)
      """;

  Map<String, Fate> events(Collection<String> ids) {
    var found = new HashMap<String, Fate>();
    read(
        EVENTS,
        "text",
        ids,
        row ->
            found.put(
                row.getString("event_id"),
                new Fate(row.getString("status"), row.getString("reason"))));
    return found;
  }

  private static final String SUBSCRIPTIONS =
      """
      SELECT subscription_id, status FROM stripe_subscription WHERE subscription_id = ANY (?)
      """;

  /** The statuses in the mirror. */
  Map<String, String> subscriptions(Collection<String> ids) {
    var found = new HashMap<String, String>();
    read(
        SUBSCRIPTIONS,
        "text",
        ids,
        row -> found.put(row.getString("subscription_id"), row.getString("status")));
    return found;
  }

  private static final String LINK =
      """
      INSERT INTO stripe_customer (mode, customer_id, member_id, current, created_at)
      VALUES ('test', ?, ?, true, now())
      """;

  /** The one thing that is written: our own checkout links before the buyer leaves for Stripe. */
  void links(String customer, long member) {
    try (var insert = database.prepareStatement(LINK)) {
      insert.setString(1, customer);
      insert.setLong(2, member);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(LINK, e);
    }
  }

  private static Reason reason(ResultSet row) throws SQLException {
    return new Reason(
        row.getLong("group_id"), row.getString("source_kind"), row.getString("source_ref"));
  }

  private static <T> void add(Map<Long, List<T>> into, long member, T one) {
    into.computeIfAbsent(member, any -> new ArrayList<>()).add(one);
  }

  @FunctionalInterface
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private void read(String sql, String type, Collection<?> keys, Row each) {
    try (var query = database.prepareStatement(sql)) {
      query.setArray(1, database.createArrayOf(type, keys.toArray()));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          each.take(rows);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
