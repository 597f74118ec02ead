package dev.karamon.stripe.membership;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.http.Actor;
import dev.karamon.id.MemberId;
import dev.karamon.member.MemberFields;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CustomerSubscriptions;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sees to it that nobody who is deleted here is still charged at Stripe, in either mode. */
final class Departures {
  private final Database database;
  private final MembershipSync sync;
  private final CustomerSync customers;
  private final StripeConnections connections;

  Departures(
      Database database,
      MembershipSync sync,
      CustomerSync customers,
      StripeConnections connections) {
    this.database = database;
    this.sync = sync;
    this.customers = customers;
    this.connections = connections;
  }

  /**
   * Cancels what the member pays for as it was chosen, and applies what Stripe answers; {@code
   * IN_USE} when that cannot be done because a mode has no key.
   */
  Future<MemberFields.Objection> prepare(Actor actor, MemberId member, Departure chosen) {
    Set<SubscriptionId> unknown = ConcurrentHashMap.newKeySet();
    MemberFields.Objection objection =
        tx -> live(tx, member).map(live -> objection(live, chosen, unknown));
    if (chosen == Departure.REFUSE) {
      return Future.succeededFuture(objection);
    }
    return database
        .with(client -> live(client, member))
        .compose(live -> cancel(live, chosen, "deletion by " + actor.label(), unknown))
        .map(objection);
  }

  private Future<Void> cancel(
      List<SubscriptionState> live, Departure chosen, String cause, Set<SubscriptionId> unknown) {
    live.forEach(this::requireKey);
    var byCustomer =
        live.stream()
            .collect(
                Collectors.groupingBy(state -> new CustomerKey(state.mode(), state.customer())));
    Future<Void> chain = Future.succeededFuture();
    for (var own : byCustomer.entrySet()) {
      var ids = own.getValue().stream().map(SubscriptionState::id).collect(Collectors.toSet());
      chain =
          chain
              .compose(done ->
                  customers.act(
                      own.getKey(),
                      cause,
                      gateway -> cancel(gateway, own.getKey(), ids, chosen, unknown)))
              .mapEmpty();
    }
    return chain.recover(Departures::nothingDeleted);
  }

  private static Fetched<List<SubscriptionState>> cancel(
      StripeGateway gateway,
      CustomerKey customer,
      Set<SubscriptionId> known,
      Departure chosen,
      Set<SubscriptionId> unknown) {
    var before = gateway.subscriptionsOf(customer.id(), known);
    unknown.addAll(before.value().unknown());
    var left = before.value().states().stream().filter(state -> !chosen.isDone(state)).toList();
    left.forEach(state -> cancel(gateway, state, chosen));
    var after = left.isEmpty() ? before : gateway.subscriptionsOf(customer.id(), known);
    return after.map(CustomerSubscriptions::states);
  }

  /** What is not paid for has no period to wait for. */
  private static void cancel(StripeGateway gateway, SubscriptionState state, Departure chosen) {
    if (chosen == Departure.CANCEL_AT_PERIOD_END && MembershipRules.isIn(state)) {
      var _ = gateway.cancelAtPeriodEnd(state.id());
    } else {
      var _ = gateway.cancelNow(state.id());
    }
  }

  private Future<List<SubscriptionState>> live(SqlClient client, MemberId member) {
    return sync.ofMembers(client, StripeMode.TEST, List.of(member))
        .compose(test ->
            sync.ofMembers(client, StripeMode.LIVE, List.of(member))
                .map(live ->
                    Stream.concat(test.stream(), live.stream())
                        .map(Mirrored::state)
                        .filter(state -> !state.isEnded())
                        .toList()));
  }

  private void requireKey(SubscriptionState state) {
    if (connections.of(state.mode()).isEmpty()) {
      throw new KaramonException(
          CommonError.IN_USE,
          "The member was not deleted: "
              + named(state)
              + " cannot be cancelled, as there is no secret key for "
              + state.mode().wire()
              + " mode. Enter one under Settings > External system integration > Stripe, then"
              + " delete the member.");
    }
  }

  private static Optional<String> objection(
      List<SubscriptionState> live, Departure chosen, Set<SubscriptionId> unknown) {
    var left =
        live.stream()
            .filter(state -> !chosen.isDone(state) && !unknown.contains(state.id()))
            .map(Departures::named)
            .toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "This member is still charged by Stripe for "
                + String.join(", ", left)
                + ". Choose subscriptions=cancel_now or cancel_at_period_end, or cancel first and"
                + " then delete the member.");
  }

  private static String named(SubscriptionState state) {
    return "the subscription %s (%s, %s mode)"
        .formatted(state.id(), state.status(), state.mode().wire());
  }

  private static <T> Future<T> nothingDeleted(Throwable failure) {
    if (!(failure instanceof KaramonException named)) {
      return Future.failedFuture(failure);
    }
    var message = "The member was not deleted. " + named.getMessage();
    return Future.failedFuture(
        named
            .retryAfter()
            .map(after -> KaramonException.tryLater(named.code(), message, after))
            .orElseGet(() -> new KaramonException(named.code(), message)));
  }
}
