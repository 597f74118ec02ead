package dev.karamon.stripe.membership;

import dev.karamon.async.InTurn;
import dev.karamon.group.Grant;
import dev.karamon.group.Grants;
import dev.karamon.group.SourceKind;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the mirror and the grants what Stripe's state says, in one transaction of the caller. */
public final class MembershipSync {
  /** Who the audit log names for changes that Stripe caused. */
  public static final String ACTOR = "stripe";

  /** Most subscriptions, or purchases, whose grants are recomputed by one statement. */
  private static final int CHUNK = 1_000;

  private final SubscriptionStore subscriptions = new SubscriptionStore();
  private final SubscriptionViewStore views = new SubscriptionViewStore();
  private final PurchaseStore purchases = new PurchaseStore();
  private final CustomerLinkStore links = new CustomerLinkStore();
  private final InvoiceFailures failures = new InvoiceFailures();
  private final TrialStore trials = new TrialStore();
  private final CurrentRules rules;
  private final Grants grants;
  private final Clock clock;

  MembershipSync(CurrentRules rules, Grants grants, Clock clock) {
    this.rules = rules;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * States that became known together, of one customer.
   *
   * @param failed when the first try to collect invoices failed, as far as events have reported it
   * @param cause what the audit log says, such as {@code event evt_…}
   */
  public record Change(
      CustomerKey customer,
      List<KnownSubscription> subscriptions,
      List<KnownPurchase> purchases,
      Map<String, Instant> failed,
      String cause) {
    public Change {
      subscriptions = List.copyOf(subscriptions);
      purchases = List.copyOf(purchases);
      failed = Map.copyOf(failed);
    }

    /** A state that an event shows. */
    public static Change of(CustomerKey customer, KnownSubscription known, String cause) {
      return new Change(customer, List.of(known), List.of(), Map.of(), cause);
    }

    Change with(List<KnownSubscription> others) {
      return new Change(customer, others, purchases, failed, cause);
    }
  }

  /** What a transaction knows and holds still: customers, their subscriptions, the rules. */
  public record Known(Map<CustomerKey, KnownCustomer> customers, GroupRules rules) {
    /** One of the customers that were asked for. */
    public KnownCustomer of(CustomerKey customer) {
      return Objects.requireNonNull(customers.get(customer));
    }
  }

  /** Reads what is known of customers, and holds it still until the transaction ends. */
  public Future<Known> hold(SqlConnection tx, Collection<CustomerKey> customers) {
    var inOrder = customers.stream().sorted().toList();
    var held = rules.heldStill(tx);
    var known = links.known(tx, inOrder);
    var locked = subscriptions.lock(tx, inOrder);
    return Future.all(held, known, locked)
        .map(done -> new Known(known(known.result(), locked.result()), held.result()));
  }

  private static Map<CustomerKey, KnownCustomer> known(
      List<KnownCustomer> customers, List<SubscriptionStore.Locked> locked) {
    var own =
        locked.stream()
            .collect(
                Collectors.groupingBy(
                    SubscriptionStore.Locked::customer,
                    Collectors.mapping(
                        SubscriptionStore.Locked::subscription, Collectors.toList())));
    return customers.stream()
        .map(customer -> customer.with(own.getOrDefault(customer.key(), List.of())))
        .collect(Collectors.toMap(KnownCustomer::key, Function.identity()));
  }

  /**
   * Takes states into the mirror and makes the grants of exactly their sources what they say; what
   * has ended stays ended.
   *
   * @param known what {@link #hold} has given in the same transaction
   */
  public Future<Void> apply(SqlConnection tx, Known known, List<Change> changes) {
    return apply(tx, known, changes, () -> {});
  }

  /**
   * The same, for a caller that need not wait for the answers before it goes on.
   *
   * @param allSent called once all is sent, if only failing statements can speak against it
   */
  public Future<Void> apply(SqlConnection tx, Known known, List<Change> changes, Runnable allSent) {
    // Read only where it is needed; the claim on their customer prevents others from changing them.
    var sessions =
        changes.stream()
            .flatMap(change -> change.purchases().stream())
            .map(purchase -> purchase.state().session())
            .toList();
    var mirrored = purchases.bySession(tx, sessions);
    var dated = failures.dated(tx, changes);
    return Future.all(mirrored, dated)
        .compose(done -> {
          var plan = WritePlan.of(known, mirrored.result(), dated.result(), clock.instant());
          var written = write(tx, plan);
          // Whether all were added shows only in the answer.
          if (plan.added().isEmpty()) {
            allSent.run();
          }
          return written;
        });
  }

  private Future<Void> write(SqlConnection tx, WritePlan plan) {
    var writes = new ArrayList<Future<?>>();
    if (!plan.changed().isEmpty()) {
      writes.add(subscriptions.update(tx, plan.changed()));
    }
    if (!plan.added().isEmpty()) {
      writes.add(subscriptions.insert(tx, plan.added()).compose(plan::requireAllAdded));
    }
    if (!plan.items().isEmpty()) {
      writes.add(subscriptions.putItems(tx, plan.items()));
    }
    if (!plan.trials().isEmpty()) {
      writes.add(trials.put(tx, plan.trials()));
    }
    plan.purchases().forEach((purchase, key) -> writes.add(purchases.put(tx, key, purchase)));
    writes.add(
        replace(
            tx,
            SourceKind.SUBSCRIPTION,
            plan.subscriptionSources(),
            plan.desiredBySubscriptions()));
    writes.add(replace(tx, SourceKind.PURCHASE, plan.purchaseSources(), plan.desiredByPurchases()));
    return Future.all(writes).mapEmpty();
  }

  /** Recomputes the grants of a customer's subscriptions and purchases out of the mirror. */
  public Future<Void> regrant(SqlConnection tx, CustomerKey customer, String cause) {
    return hold(tx, List.of(customer))
        .compose(known ->
            views
                .byCustomer(tx, customer)
                .compose(all -> regrant(tx, all, known.rules(), cause))
                .compose(done -> purchases.byCustomer(tx, customer))
                .compose(all -> regrantPurchases(tx, all, known.rules(), cause)));
  }

  /** Recomputes the grants of all who pay one of these prices; the rules were changed before. */
  Future<Void> regrant(
      SqlConnection tx, StripeMode mode, Collection<PriceId> prices, String cause) {
    return rules
        .changed(tx)
        .compose(now ->
            views
                .lockByPrice(tx, mode, prices)
                .compose(ids -> regrantInChunks(tx, ids, now, cause))
                .compose(done -> purchases.sessionsByPrice(tx, mode, prices))
                .compose(sessions -> regrantPurchasesInChunks(tx, sessions, now, cause)));
  }

  /** Recomputes all grants; the rules were changed before. */
  Future<Void> regrantAll(SqlConnection tx, String cause) {
    return rules
        .changed(tx)
        .compose(now ->
            views
                .lockLive(tx)
                .compose(ids -> regrantInChunks(tx, ids, now, cause))
                .compose(done -> purchases.allSessions(tx))
                .compose(sessions -> regrantPurchasesInChunks(tx, sessions, now, cause)));
  }

  private Future<Void> regrantInChunks(
      SqlConnection tx, List<SubscriptionId> ids, GroupRules now, String cause) {
    return inChunks(
        ids, chunk -> views.byId(tx, chunk).compose(some -> regrant(tx, some, now, cause)));
  }

  private Future<Void> regrantPurchasesInChunks(
      SqlConnection tx, List<CheckoutSessionId> sessions, GroupRules now, String cause) {
    return inChunks(
        sessions,
        chunk ->
            purchases.owned(tx, chunk).compose(some -> regrantPurchases(tx, some, now, cause)));
  }

  private static <T> Future<Void> inChunks(List<T> all, Function<List<T>, Future<Void>> work) {
    var chunks = new ArrayList<List<T>>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
    }
    return InTurn.each(chunks, work);
  }

  /** Takes a subscription out of the mirror, with the grants that come from it. */
  Future<Void> forget(
      SqlConnection tx, CustomerKey customer, SubscriptionId subscription, String cause) {
    return hold(tx, List.of(customer))
        .compose(known -> {
          var sources =
              known.of(customer).subscription(subscription).stream()
                  .flatMap(held -> held.items().stream())
                  .map(item -> new Grants.Source(item.id(), cause))
                  .toList();
          return replace(tx, SourceKind.SUBSCRIPTION, sources, List.of());
        })
        .compose(done -> subscriptions.delete(tx, subscription));
  }

  /** The same with a purchase. */
  Future<Void> forget(SqlConnection tx, CheckoutSessionId purchase, String cause) {
    var sources = List.of(new Grants.Source(purchase.value(), cause));
    return replace(tx, SourceKind.PURCHASE, sources, List.of())
        .compose(done -> purchases.delete(tx, purchase));
  }

  /** The mirrored subscriptions of a customer, oldest first. */
  public Future<List<SubscriptionState>> ofCustomer(SqlClient client, CustomerKey customer) {
    return views
        .byCustomer(client, customer)
        .map(all -> all.stream().map(Mirrored::state).toList());
  }

  /** The mirrored purchases of a customer, oldest first. */
  Future<List<CheckoutSessionId>> bought(SqlClient client, CustomerKey customer) {
    return purchases
        .byCustomer(client, customer)
        .map(all -> all.stream().map(one -> one.state().session()).toList());
  }

  /** Purchases of one of the prices that still give the customer something and do not end. */
  Future<List<CheckoutSessionId>> boughtForGood(
      SqlClient client, CustomerKey customer, Collection<PriceId> prices) {
    return purchases.forGood(client, customer, prices);
  }

  /** Purchases of one of the prices whose money has not arrived, and may never arrive. */
  Future<List<CheckoutSessionId>> boughtUnpaid(
      SqlClient client, CustomerKey customer, Collection<PriceId> prices) {
    return purchases.unpaid(client, customer, prices);
  }

  /** Whether the customer has had a trial of one of the prices, or of a group they lead to. */
  Future<Boolean> hadTrial(SqlClient client, CustomerKey customer, Collection<PriceId> prices) {
    return trials.had(client, customer, prices);
  }

  /** The mirrored subscriptions of members, oldest first. */
  public Future<List<Mirrored>> ofMembers(
      SqlClient client, StripeMode mode, List<MemberId> members) {
    return views.byMember(client, mode, members);
  }

  /** The members whose subscription that counts is of this status. */
  Future<List<MemberId>> membersByStatus(SqlClient client, StripeMode mode, String status) {
    return views.membersByStatus(client, mode, status);
  }

  private Future<Void> regrant(
      SqlConnection tx, List<Mirrored> mirrored, GroupRules now, String cause) {
    var desired = new ArrayList<Grant>();
    var sources = new ArrayList<Grants.Source>();
    for (var one : mirrored) {
      if (one.member().isPresent() && MembershipRules.isKnown(one.state().status())) {
        one.state().items().forEach(item -> sources.add(new Grants.Source(item.id(), cause)));
        desired.addAll(
            MembershipRules.grants(one.state(), one.member().get(), now, clock.instant()));
      }
    }
    return replace(tx, SourceKind.SUBSCRIPTION, sources, desired);
  }

  private Future<Void> regrantPurchases(
      SqlConnection tx, List<PurchaseStore.Owned> owned, GroupRules now, String cause) {
    var desired = new ArrayList<Grant>();
    var sources = new ArrayList<Grants.Source>();
    for (var one : owned) {
      Optional<MemberId> member = one.member();
      if (member.isPresent()) {
        sources.add(new Grants.Source(one.state().session().value(), cause));
        desired.addAll(MembershipRules.grants(one.state(), member.get(), now, clock.instant()));
      }
    }
    return replace(tx, SourceKind.PURCHASE, sources, desired);
  }

  private Future<Void> replace(
      SqlConnection tx, SourceKind kind, List<Grants.Source> sources, List<Grant> desired) {
    return grants.replace(tx, kind, sources, desired, ACTOR).mapEmpty();
  }
}
