package dev.karamon.stripe.membership;

import dev.karamon.database.Rows;
import dev.karamon.id.GroupId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.wire.Wire;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores the rules, and the lock that guards them. */
final class GroupRuleStore {
  /** Any number that nothing else locks. */
  private static final long LOCK = 0x6b72_756c_6573L;

  /** Waits for whoever changes the rules; they hold still until the transaction ends. */
  Future<Void> holdStill(SqlClient client) {
    return client
        .preparedQuery("SELECT 1 FROM pg_advisory_xact_lock_shared($1)")
        .execute(Tuple.of(LOCK))
        .mapEmpty();
  }

  /** Waits for transactions that apply the rules, and blocks others until the transaction ends. */
  Future<Void> beginChange(SqlClient client) {
    return client
        .preparedQuery("SELECT 1 FROM pg_advisory_xact_lock($1)")
        .execute(Tuple.of(LOCK))
        .compose(locked ->
            client.preparedQuery("UPDATE stripe_rules SET revision = revision + 1").execute())
        .mapEmpty();
  }

  Future<Long> revision(SqlClient client) {
    return client
        .preparedQuery("SELECT revision FROM stripe_rules")
        .execute()
        .map(rows -> Rows.first(rows, row -> row.getLong("revision")).orElseThrow());
  }

  Future<GroupRules> load(SqlClient client) {
    return client
        .preparedQuery(
            "SELECT r.revision, m.mode FROM stripe_rules r CROSS JOIN stripe_active_mode m")
        .execute()
        .compose(head ->
            client
                .preparedQuery("SELECT mode, price_id, group_id FROM stripe_group_price")
                .execute()
                .compose(prices ->
                    policies(client)
                        .map(policies -> rules(head.iterator().next(), groups(prices), policies))));
  }

  private static final String PUT_POLICY =
      """
      INSERT INTO stripe_group_policy (group_id, past_due, grace_days, paused_collection,
                                       purchase_days, refund, lost_dispute)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (group_id) DO UPDATE
         SET past_due = excluded.past_due, grace_days = excluded.grace_days,
             paused_collection = excluded.paused_collection,
             purchase_days = excluded.purchase_days, refund = excluded.refund,
             lost_dispute = excluded.lost_dispute
      """;

  Future<Void> putPolicy(SqlClient client, GroupId group, GroupPolicy policy) {
    return client
        .preparedQuery(PUT_POLICY)
        .execute(
            Tuple.of(
                    group.value(),
                    policy.pastDue().wire(),
                    policy.graceDays(),
                    policy.pausedCollection().wire())
                .addInteger(policy.purchaseDays().orElse(null))
                .addString(policy.refund().wire())
                .addString(policy.lostDispute().wire()))
        .mapEmpty();
  }

  Future<Void> deletePolicy(SqlClient client, GroupId group) {
    return client
        .preparedQuery("DELETE FROM stripe_group_policy WHERE group_id = $1")
        .execute(Tuple.of(group.value()))
        .mapEmpty();
  }

  /** Those that admins have decided on. */
  Future<Map<GroupId, GroupPolicy>> policies(SqlClient client) {
    return client
        .preparedQuery("SELECT * FROM stripe_group_policy")
        .execute()
        .map(rows -> {
          var policies = new HashMap<GroupId, GroupPolicy>();
          rows.forEach(row -> policies.put(new GroupId(row.getLong("group_id")), policy(row)));
          return policies;
        });
  }

  private static GroupRules rules(
      Row head,
      Map<StripeMode, Map<PriceId, Set<GroupId>>> groups,
      Map<GroupId, GroupPolicy> policies) {
    return new GroupRules(
        head.getLong("revision"),
        Wire.of(StripeMode.class, head.getString("mode")),
        groups,
        policies);
  }

  private static Map<StripeMode, Map<PriceId, Set<GroupId>>> groups(RowSet<Row> rows) {
    var modes = new EnumMap<StripeMode, Map<PriceId, Set<GroupId>>>(StripeMode.class);
    for (var row : rows) {
      modes
          .computeIfAbsent(
              Wire.of(StripeMode.class, row.getString("mode")), mode -> new HashMap<>())
          .computeIfAbsent(new PriceId(row.getString("price_id")), price -> new HashSet<>())
          .add(new GroupId(row.getLong("group_id")));
    }
    return modes;
  }

  private static GroupPolicy policy(Row row) {
    return new GroupPolicy(
        Wire.of(GroupPolicy.PastDue.class, row.getString("past_due")),
        row.getInteger("grace_days"),
        Wire.of(GroupPolicy.Then.class, row.getString("paused_collection")),
        Optional.ofNullable(row.getInteger("purchase_days")),
        Wire.of(GroupPolicy.Then.class, row.getString("refund")),
        Wire.of(GroupPolicy.Then.class, row.getString("lost_dispute")));
  }
}
