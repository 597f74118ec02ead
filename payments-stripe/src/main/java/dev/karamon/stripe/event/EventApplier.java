package dev.karamon.stripe.event;

import dev.karamon.database.Database;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.membership.Claim;
import dev.karamon.stripe.membership.CustomerClaims;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.membership.CustomerSync;
import dev.karamon.stripe.membership.MembershipSync;
import dev.karamon.stripe.membership.Wanted;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies events, in short transactions: what the events themselves prove for all customers
 * together, anything else customer by customer.
 */
final class EventApplier {
  private static final String NOBODY =
      "This customer is not linked to a member yet; the event is applied automatically once it is.";

  private final Database database;
  private final EventStore events = new EventStore();
  private final CustomerClaims claims;
  private final CustomerLinks links;
  private final MembershipSync membershipSync;
  private final CustomerSync customerSync;

  EventApplier(
      Database database,
      CustomerClaims claims,
      CustomerLinks links,
      MembershipSync membershipSync,
      CustomerSync customerSync) {
    this.database = database;
    this.claims = claims;
    this.links = links;
    this.membershipSync = membershipSync;
    this.customerSync = customerSync;
  }

  /**
   * What became of events that have just arrived.
   *
   * @param applied ids of those that are applied
   * @param left ids of those that are stored as open, or may be since an earlier delivery; their
   *     customers are not due yet
   */
  record Outcome(Set<String> applied, Set<String> left) {}

  /**
   * Stores events that have just arrived and applies those of customers that no worker is busy with
   * and whose events prove everything, all or none. The customers of the others are made due by the
   * caller, later: who works on one of them may be waiting for what is held here.
   *
   * @param closed what is stored with them and never applied
   * @param onlyCommitLeft called when all is written, before the commit
   */
  Future<Outcome> applyReceived(
      List<ReceivedEvent> received, List<StoredEvent> closed, Runnable onlyCommitLeft) {
    var byCustomer = received.stream().collect(Collectors.groupingBy(ReceivedEvent::customer));
    // Nearly always all of them are applied: stored as such while the database is asked what is
    // known, they need not wait for the answer.
    var asDone = Stream.concat(received.stream().map(one -> one.event().done()), closed.stream());
    return database.pipelined((tx, commit) -> {
      var holding = membershipSync.hold(tx, byCustomer.keySet());
      var storing = events.add(tx, asDone.toList());
      return holding
          .compose(known -> apply(tx, known, byCustomer, storing, commit))
          .onSuccess(done -> onlyCommitLeft.run());
    });
  }

  private Future<Outcome> apply(
      SqlConnection tx,
      MembershipSync.Known known,
      Map<CustomerKey, List<ReceivedEvent>> byCustomer,
      Future<Set<String>> storing,
      Runnable commit) {
    var changes = new ArrayList<MembershipSync.Change>();
    var applied = new HashSet<String>();
    var left = new HashSet<String>();
    byCustomer.forEach((customer, own) -> {
      var told = toldBy(known, customer, own);
      told.ifPresent(changes::addAll);
      own.forEach(one -> (told.isPresent() ? applied : left).add(one.event().id()));
    });
    // What is left has to be opened again, so one more statement follows.
    Runnable allSent = left.isEmpty() ? commit : () -> {};
    return Future.all(membershipSync.apply(tx, known, changes, allSent), storing)
        .compose(done -> {
          var stored = storing.result();
          var open = left.stream().filter(stored::contains).toList();
          // A redelivered one may have been left open when the database failed.
          applied.stream().filter(id -> !stored.contains(id)).forEach(left::add);
          return events.reopen(tx, open);
        })
        .map(reopened -> new Outcome(applied, left));
  }

  private static Optional<List<MembershipSync.Change>> toldBy(
      MembershipSync.Known known, CustomerKey key, List<ReceivedEvent> own) {
    var customer = known.of(key);
    if (customer.member().isEmpty() || customer.busy()) {
      return Optional.empty();
    }
    if (own.stream().anyMatch(one -> one.meaning().isEmpty())) {
      return Optional.empty();
    }
    var open = own.stream().map(ReceivedEvent::open).toList();
    var decision = Decisions.decide(open, customer.marks());
    return decision.isSettled() ? Optional.of(decision.changes(key)) : Optional.empty();
  }

  /** Work that cannot be done without asking Stripe, with the events left; its claim is kept. */
  record ToRead(CustomerWork work, Wanted wanted) {}

  /**
   * Applies what the events of claimed customers prove, all or none, and releases the claims of
   * customers for whom nothing is left to do now.
   *
   * @return what is left to do
   */
  Future<List<ToRead>> applyTold(List<CustomerWork> works, Instant now) {
    var claimed = works.stream().map(CustomerWork::claim).toList();
    var keys = claimed.stream().map(Claim::customer).toList();
    return database.transaction(tx -> {
      var holding = claims.lockHeld(tx, claimed);
      var knowing = membershipSync.hold(tx, keys);
      return Future.all(holding, knowing)
          .compose(done -> {
            var held = holding.result();
            var ours = works.stream().filter(w -> held.contains(w.claim().customer())).toList();
            return apply(tx, Round.of(ours, knowing.result(), now), knowing.result());
          });
    });
  }

  private Future<List<ToRead>> apply(SqlConnection tx, Round round, MembershipSync.Known known) {
    return membershipSync
        .apply(tx, known, round.changes())
        .compose(done -> events.close(tx, round.settled(), EventStatus.DONE, Optional.empty()))
        .compose(
            done -> events.close(tx, round.unlinked(), EventStatus.PARKED, Optional.of(NOBODY)))
        .compose(done -> claims.release(tx, round.finished()))
        .map(done -> round.toRead());
  }

  /** Reads a customer, applies what Stripe says, and gives the claim back. */
  Future<Void> read(ToRead left) {
    var work = left.work();
    return customerSync
        .readClaimed(
            work.claim(),
            left.wanted(),
            work.cause(),
            (tx, reading) ->
                reading.isOfNobody() && work.needsMoreThan(reading)
                    ? Future.failedFuture(unknownCustomer(work))
                    : events.close(tx, work.readable(), EventStatus.DONE, Optional.empty()))
        .mapEmpty();
  }

  /**
   * A signed event proves that the customer exists; a key that does not see it is the wrong one.
   */
  private static KaramonException unknownCustomer(CustomerWork work) {
    return new KaramonException(
        StripeError.STRIPE_CUSTOMER_MISSING,
        "Stripe does not know the customer %s; is the secret key of the same account?"
            .formatted(work.claim().customer().id()));
  }

  /** Links the customers that are tagged with a member at Stripe. */
  Future<Void> linkNoted(List<CustomerWork> works) {
    var noted = works.stream().filter(work -> !work.notedMembers().isEmpty()).toList();
    if (noted.isEmpty()) {
      return Future.succeededFuture();
    }
    var keys = noted.stream().map(work -> work.claim().customer()).toList();
    return database
        .with(client -> links.unlinked(client, keys))
        .compose(unlinked ->
            Future.join(
                noted.stream()
                    .filter(work -> unlinked.contains(work.claim().customer()))
                    .map(this::link)
                    .toList()))
        .mapEmpty();
  }

  /** Makes what the mirror already holds of the customer count. */
  private Future<Void> link(CustomerWork work) {
    var customer = work.claim().customer();
    return database.transaction(tx ->
        links
            .linkNoted(tx, customer, work.notedMembers())
            .compose(linked ->
                linked
                    ? membershipSync.regrant(tx, customer, work.cause())
                    : Future.succeededFuture()));
  }
}
