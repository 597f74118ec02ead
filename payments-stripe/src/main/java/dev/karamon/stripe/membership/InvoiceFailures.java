package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Since when subscriptions owe: Stripe does not show when a debit failed. It is as the event says,
 * else as it was known before, else the time of the reading that first found it.
 */
final class InvoiceFailures {
  private final InvoiceFailureStore store = new InvoiceFailureStore();

  /** The changes with what is owed since then, which is kept. */
  Future<List<MembershipSync.Change>> dated(
      SqlClient transaction, List<MembershipSync.Change> changes) {
    var told = new HashMap<String, Instant>();
    changes.forEach(change -> told.putAll(change.failed()));
    var late = changes.stream().flatMap(InvoiceFailures::late).map(Unpaid.Late::id).toList();
    return store
        .putTold(transaction, told)
        .compose(done -> store.known(transaction, late))
        .compose(known -> {
          var found = found(changes, known);
          var all = new HashMap<>(known);
          all.putAll(found);
          return store
              .putFound(transaction, found)
              .map(done -> changes.stream().map(change -> dated(change, all)).toList());
        });
  }

  /** States as Stripe shows them, owing since what is known of it; what is not is found now. */
  Future<List<SubscriptionState>> dated(
      SqlClient client, Collection<SubscriptionState> states, Instant now) {
    var late = states.stream().flatMap(InvoiceFailures::late).toList();
    return store
        .known(client, late.stream().map(Unpaid.Late::id).toList())
        .map(known -> {
          var all = new HashMap<>(known);
          late.stream()
              .filter(Unpaid.Late::failedLater)
              .forEach(one -> all.putIfAbsent(one.id(), now));
          return states.stream().map(state -> dated(state, all)).toList();
        });
  }

  private static Map<String, Instant> found(
      List<MembershipSync.Change> changes, Map<String, Instant> known) {
    var found = new HashMap<String, Instant>();
    for (var change : changes) {
      for (var one : change.subscriptions()) {
        late(one.state())
            .filter(late -> late.failedLater() && !known.containsKey(late.id()))
            .forEach(late -> found.put(late.id(), one.knownAt()));
      }
    }
    return found;
  }

  private static MembershipSync.Change dated(
      MembershipSync.Change change, Map<String, Instant> failures) {
    return failures.isEmpty()
        ? change
        : change.with(
            change.subscriptions().stream()
                .map(one ->
                    new KnownSubscription(
                        dated(one.state(), failures), one.coveredAt(), one.knownAt()))
                .toList());
  }

  private static SubscriptionState dated(SubscriptionState state, Map<String, Instant> failures) {
    return state
        .unpaid()
        .map(owed -> state.owing(owed.since(failures), state.items()))
        .orElse(state);
  }

  private static Stream<Unpaid.Late> late(MembershipSync.Change change) {
    return change.subscriptions().stream().flatMap(one -> late(one.state()));
  }

  private static Stream<Unpaid.Late> late(SubscriptionState state) {
    return state.unpaid().stream().flatMap(owed -> owed.invoices().stream());
  }
}
