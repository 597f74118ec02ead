package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.gateway.CustomerSubscriptions;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.CustomerClaims;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.membership.KnownSubscription;
import dev.karamon.stripe.membership.Mark;
import dev.karamon.stripe.membership.MembershipSync;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Applies the events of customers that are claimed, in short transactions: what the events
 * themselves tell of all customers together, anything else of each customer alone.
 */
final class EventApplier {
  private static final String NOBODY =
      "Nobody knows yet which member this customer is; applied by itself once the link exists.";

  private final Database database;
  private final EventStore events = new EventStore();
  private final CustomerClaims claims;
  private final CustomerLinks links;
  private final MembershipSync sync;
  private final StripeConnections connections;
  private final StripeThreads threads;

  EventApplier(
      Database database,
      CustomerClaims claims,
      CustomerLinks links,
      MembershipSync sync,
      StripeConnections connections,
      StripeThreads threads) {
    this.database = database;
    this.claims = claims;
    this.links = links;
    this.sync = sync;
    this.connections = connections;
    this.threads = threads;
  }

  /** What is known before anything is decided. */
  record Known(Map<CustomerKey, MemberId> members, Map<SubscriptionId, Mark> marks) {}

  Future<Known> known(List<CustomerWork> works) {
    var customers = works.stream().map(work -> work.claim().customer()).toList();
    var subscriptions = new HashSet<SubscriptionId>();
    works.forEach(work -> subscriptions.addAll(work.subscriptions()));
    return database.with(client ->
        links
            .members(client, customers)
            .compose(members ->
                sync.marks(client, subscriptions).map(marks -> new Known(members, marks))));
  }

  /** A customer whose state the events tell. */
  record Told(CustomerWork work, List<KnownSubscription> states) {}

  /** What the events tell, if nothing else has to be asked or noted. */
  static Optional<Told> told(CustomerWork work, Known known) {
    var complete = !work.open().isEmpty() && work.unreadable().isEmpty();
    return complete
            && known.members().containsKey(work.claim().customer())
            && Decisions.decide(work.open(), known.marks())
                instanceof Decisions.Decision.Apply(var states)
        ? Optional.of(new Told(work, states))
        : Optional.empty();
  }

  /** Applies the events of several customers, all or none; the claims are given back. */
  Future<Void> applyTogether(List<Told> all) {
    var claimed = all.stream().map(told -> told.work().claim()).toList();
    return database.transaction(tx ->
        claims
            .holding(tx, claimed)
            .compose(held ->
                store(tx, all.stream().filter(t -> held.contains(t.work().claim())).toList())
                    .compose(done -> claims.release(tx, held))));
  }

  private Future<Void> store(SqlConnection tx, List<Told> held) {
    var changes =
        held.stream()
            .map(told -> new MembershipSync.Change(told.states(), told.work().cause()))
            .toList();
    var read = held.stream().flatMap(told -> told.work().readable().stream()).toList();
    return sync.apply(tx, changes)
        .compose(done -> events.close(tx, read, EventStatus.DONE, Optional.empty()));
  }

  /** Applies the events of one customer; the claim is given back. */
  Future<Void> apply(CustomerWork work, Known known) {
    if (work.open().isEmpty()) {
      return claims.release(List.of(work.claim()));
    }
    var customer = work.claim().customer();
    if (known.members().containsKey(customer)) {
      return decide(work, known);
    }
    return noted(work)
        .compose(member ->
            member.isEmpty()
                ? park(work)
                : database
                    .transaction(tx -> link(tx, work, member.get()))
                    .compose(linked -> decide(work, known)));
  }

  /** What the mirror already holds of the customer counts from now on. */
  private Future<Void> link(SqlConnection tx, CustomerWork work, MemberId member) {
    var customer = work.claim().customer();
    return links
        .link(tx, customer, member)
        .compose(linked -> sync.regrant(tx, customer, work.cause()));
  }

  private Future<Void> decide(CustomerWork work, Known known) {
    return switch (Decisions.decide(work.open(), known.marks())) {
      case Decisions.Decision.Apply apply -> store(work, apply.states());
      case Decisions.Decision.Read read ->
          readAll(work.claim().customer(), work.subscriptions())
              .compose(states -> store(work, states));
    };
  }

  /** All subscriptions of a customer, from Stripe, and those that the events name. */
  private Future<List<KnownSubscription>> readAll(CustomerKey customer, Set<SubscriptionId> named) {
    return threads
        .run(() ->
            connections
                .of(customer.mode())
                .orElseThrow(() -> noKey(customer))
                .gateway()
                .subscriptionsOf(customer.id(), named))
        .map(fetched -> KnownSubscription.all(fetched.map(CustomerSubscriptions::states)));
  }

  private Future<Void> store(CustomerWork work, List<KnownSubscription> states) {
    return underClaim(
        work.claim(),
        tx ->
            sync.apply(tx, states, work.cause())
                .compose(
                    done -> events.close(tx, work.readable(), EventStatus.DONE, Optional.empty())));
  }

  private Future<Void> park(CustomerWork work) {
    return underClaim(
        work.claim(),
        tx -> events.close(tx, work.readable(), EventStatus.PARKED, Optional.of(NOBODY)));
  }

  /** Does nothing when the lease has run out and somebody else has taken over. */
  private Future<Void> underClaim(Claim claim, Function<SqlConnection, Future<Void>> work) {
    return database.transaction(tx ->
        claims
            .holding(tx, List.of(claim))
            .compose(held ->
                held.isEmpty()
                    ? Future.succeededFuture()
                    : work.apply(tx).compose(done -> claims.release(tx, held))));
  }

  private Future<Optional<MemberId>> noted(CustomerWork work) {
    var noted = work.notedMember();
    return noted.isEmpty()
        ? Future.succeededFuture(noted)
        : database
            .with((SqlClient client) -> links.memberExists(client, noted.get()))
            .map(exists -> exists ? noted : Optional.empty());
  }

  private static KaramonException noKey(CustomerKey customer) {
    return KaramonException.unavailable(
        StripeError.STRIPE_DISABLED,
        "There is no secret key for " + customer.mode().wire() + " mode.",
        Duration.ofMinutes(1));
  }
}
