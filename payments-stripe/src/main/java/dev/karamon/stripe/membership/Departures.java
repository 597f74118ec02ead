package dev.karamon.stripe.membership;

import dev.karamon.actor.Actor;
import dev.karamon.async.InTurn;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes sure that no deleted member is still charged by Stripe, in either mode. Events may be lost
 * or late: Stripe is asked before anything is decided.
 */
final class Departures {
  private final Database database;
  private final CustomerLinks links;
  private final MembershipSync membershipSync;
  private final CustomerSync customerSync;
  private final PaymentPages pages;
  private final StripeConnections connections;

  Departures(
      Database database,
      CustomerLinks links,
      MembershipSync membershipSync,
      CustomerSync customerSync,
      PaymentPages pages,
      StripeConnections connections) {
    this.database = database;
    this.links = links;
    this.membershipSync = membershipSync;
    this.customerSync = customerSync;
    this.pages = pages;
    this.connections = connections;
  }

  /**
   * Cancels what the member pays for as it was chosen, applies what Stripe answers, and closes the
   * member's payment pages; {@code IN_USE} when that cannot be done because a mode has no key.
   */
  Future<MemberFields.Objection> prepare(Actor actor, MemberId member, Departure chosen) {
    Set<SubscriptionId> unknown = ConcurrentHashMap.newKeySet();
    var cause = "deletion by " + actor.label();
    var prepared =
        chosen == Departure.REFUSE
            ? look(member, cause)
            : database
                .with(client -> live(client, member))
                .compose(live -> cancel(member, live, chosen, cause, unknown));
    return prepared.map(done -> tx -> objection(tx, member, chosen, unknown));
  }

  /**
   * A refused deletion leaves the pages open; what was completed before they were closed counts as
   * well.
   */
  private Future<Void> look(MemberId member, String cause) {
    return read(member, cause)
        .compose(read -> database.with(client -> live(client, member)))
        .compose(live -> live.isEmpty() ? pages.close(member) : Future.succeededFuture(false))
        .compose(bought -> bought ? read(member, cause) : Future.succeededFuture())
        .recover(Departures::nothingDeleted);
  }

  private Future<Void> read(MemberId member, String cause) {
    return ofEach(member, customer -> customerSync.read(customer, Wanted.SUBSCRIPTIONS, cause));
  }

  /** Pages come first: what was bought on one of them before is then among the subscriptions. */
  private Future<Void> cancel(
      MemberId member,
      List<SubscriptionState> live,
      Departure chosen,
      String cause,
      Set<SubscriptionId> unknown) {
    live.forEach(this::requireKey);
    return pages
        .close(member)
        .compose(closed ->
            ofEach(
                member,
                customer ->
                    customerSync.act(
                        customer,
                        cause,
                        gateway ->
                            cancel(gateway, customer, idsOf(customer, live), chosen, unknown))))
        .recover(Departures::nothingDeleted);
  }

  /** Does something for each customer that the member is or was, in modes that have a key. */
  private Future<Void> ofEach(MemberId member, Function<CustomerKey, Future<?>> work) {
    return database
        .with(client -> links.allOf(client, member))
        .map(all -> all.stream().filter(one -> connections.of(one.mode()).isPresent()).toList())
        .compose(customers -> InTurn.each(customers, work));
  }

  private static Set<SubscriptionId> idsOf(CustomerKey customer, List<SubscriptionState> states) {
    return states.stream()
        .filter(state -> customer.equals(new CustomerKey(state.mode(), state.customer())))
        .map(SubscriptionState::id)
        .collect(Collectors.toSet());
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
    return membershipSync
        .ofMembers(client, StripeMode.TEST, List.of(member))
        .compose(test ->
            membershipSync
                .ofMembers(client, StripeMode.LIVE, List.of(member))
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

  private Future<Optional<String>> objection(
      SqlClient tx, MemberId member, Departure chosen, Set<SubscriptionId> unknown) {
    return live(tx, member)
        .map(live -> charges(live, chosen, unknown))
        .compose(charges ->
            charges.isPresent() ? Future.succeededFuture(charges) : pages.objection(tx, member));
  }

  /**
   * Why the member cannot go yet. In test mode data may be deleted at Stripe, and nobody is
   * charged; in live mode a key that does not see a subscription is of another account.
   *
   * @param unknown those that Stripe did not know when they were to be cancelled
   */
  static Optional<String> charges(
      List<SubscriptionState> live, Departure chosen, Set<SubscriptionId> unknown) {
    var left = live.stream().filter(state -> !chosen.isDone(state)).toList();
    var lost =
        left.stream()
            .filter(state -> state.mode() == StripeMode.LIVE && unknown.contains(state.id()))
            .toList();
    var charged = left.stream().filter(state -> !unknown.contains(state.id())).toList();
    if (!charged.isEmpty()) {
      return Optional.of(
          "This member is still charged by Stripe for "
              + named(charged)
              + ". Choose subscriptions=cancel_now or cancel_at_period_end, or cancel first and"
              + " then delete the member.");
    }
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Stripe does not know "
                + named(lost)
                + " with the present secret key, so it cannot be cancelled. Enter the secret key of"
                + " the account in which it was bought, then delete the member.");
  }

  private static String named(List<SubscriptionState> states) {
    return states.stream().map(Departures::named).collect(Collectors.joining(", "));
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
