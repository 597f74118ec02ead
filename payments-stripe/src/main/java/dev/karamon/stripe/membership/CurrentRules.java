package dev.karamon.stripe.membership;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * The rules in memory. Every transaction that applies them asks whether they still hold, so that no
 * node decides by outdated rules.
 */
final class CurrentRules {
  private final GroupRuleStore store = new GroupRuleStore();
  private volatile Optional<GroupRules> latest = Optional.empty();

  /** The rules, held until the transaction ends. */
  Future<GroupRules> heldStill(SqlConnection tx) {
    var held = store.holdStill(tx);
    return Future.all(held, store.revision(tx)).compose(asked -> of(tx, asked.resultAt(1)));
  }

  /** Begins a change of the rules: waits for transactions that apply them, and blocks others. */
  Future<Void> beginChange(SqlConnection tx) {
    return store.beginChange(tx);
  }

  /** The rules as the transaction that changes them has made them. */
  Future<GroupRules> changed(SqlConnection tx) {
    return store.load(tx);
  }

  private Future<GroupRules> of(SqlConnection tx, Long revision) {
    return latest
        .filter(rules -> rules.revision() == revision)
        .map(Future::succeededFuture)
        .orElseGet(() -> store.load(tx).onSuccess(loaded -> latest = Optional.of(loaded)));
  }
}
