package dev.karamon.stripe.reconcile;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.CheckoutMode;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.gateway.Fetched;
import dev.karamon.stripe.gateway.NotedMember;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeMetadata;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.Deviations;
import dev.karamon.stripe.membership.Deviations.Deviation;
import dev.karamon.stripe.membership.MembershipParts;
import dev.karamon.stripe.membership.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison with Stripe, from its beginning to its end. Blocks; runs on a thread of its own. A
 * deviation counts only when it is still there at a second look: news may be on their way.
 */
final class ReconcileRun {
  /** What a run is about. */
  record Order(long id, StripeMode mode, boolean dryRun, Instant purchasesSince) {}

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileRun.class);
  private static final int KEPT_DRIFTS = 1_000;

  /** Often enough that a run under way is not considered dead. */
  private static final Duration HEARD_EVERY = Duration.ofMinutes(1);

  /** A little longer than events reach back. */
  private static final Duration LATELY = Duration.ofDays(31);

  private final Order order;
  private final Database database;
  private final StripeGateway stripe;
  private final MembershipParts membership;
  private final Deviations deviations;
  private final Clock clock;
  private final ReadRetrier retrier;
  private final ReconcileStore store = new ReconcileStore();
  private final Set<CustomerId> customers = new HashSet<>();
  private Instant heardAt = Instant.EPOCH;
  private long subscriptions;
  private int drifts;

  ReconcileRun(
      Order order,
      Database database,
      StripeGateway stripe,
      MembershipParts membership,
      Clock clock) {
    this.order = order;
    this.database = database;
    this.stripe = stripe;
    this.membership = membership;
    this.deviations = membership.deviations();
    this.clock = clock;
    this.retrier = new ReadRetrier(clock);
  }

  /** Compares everything; what deviates is repaired unless it is a dry run. */
  void run() {
    var unseen = new LinkedHashSet<>(deviations.live(order.mode()).await());
    compareListed(unseen);
    for (var id : unseen) {
      compareUnlisted(id);
    }
    var sessions =
        new LinkedHashSet<>(deviations.sessions(order.mode(), order.purchasesSince()).await());
    sessions.addAll(completedLately());
    for (var session : sessions) {
      unlessUnreadable(session.value(), () -> compare(session));
    }
    heard();
  }

  /** One-time purchases of which nothing may have been heard here. */
  private List<CheckoutSessionId> completedLately() {
    var since = clock.instant().minus(LATELY);
    var found = new ArrayList<CheckoutSessionId>();
    var after = Optional.<CheckoutSessionId>empty();
    do {
      var last = after;
      var page = ask(() -> stripe.completedCheckouts(since, last));
      page.checkouts().stream()
          .filter(checkout -> checkout.mode() == CheckoutMode.PAYMENT)
          .map(CheckoutPage::id)
          .forEach(found::add);
      after =
          page.more()
              ? Optional.of(page.checkouts().getLast().id())
              : Optional.<CheckoutSessionId>empty();
      heard();
    } while (after.isPresent());
    return found;
  }

  private void compareListed(Set<SubscriptionId> unseen) {
    var after = Optional.<SubscriptionId>empty();
    do {
      var last = after;
      var page = ask(() -> stripe.subscriptions(last)).value();
      page.listed().forEach(one -> unseen.remove(one.id()));
      compare(page.states());
      for (var id : page.unreadable()) {
        subscriptions++;
        lookAgain(id);
      }
      after = page.next();
    } while (after.isPresent());
  }

  private void compareUnlisted(SubscriptionId id) {
    unlessUnreadable(id.value(), () -> compareNow(id));
  }

  private void compareNow(SubscriptionId id) {
    var state = now(id);
    if (state.isPresent()) {
      compare(List.of(state.get()));
    } else {
      subscriptions++;
      note(
          new Drift(
              Drift.Kind.SUBSCRIPTION_UNKNOWN_AT_STRIPE,
              Optional.empty(),
              Optional.empty(),
              id.value(),
              "nothing",
              "a live subscription",
              false));
    }
  }

  private void compare(List<SubscriptionState> states) {
    for (var state : states) {
      subscriptions++;
      customers.add(state.customer());
    }
    for (var deviation : deviations.of(states).await()) {
      lookAgain(new SubscriptionId(deviation.subject()));
    }
    heard();
  }

  private void lookAgain(SubscriptionId id) {
    unlessUnreadable(id.value(), () -> now(id).ifPresent(this::handleDeviations));
  }

  private void handleDeviations(SubscriptionState state) {
    for (var still : deviations.of(List.of(state)).await()) {
      handle(
          still,
          kindOf(still.kind()),
          Wanted.SUBSCRIPTIONS,
          StripeMetadata.memberIn(state.metadata()));
    }
  }

  /** Reports what cannot be understood and continues with the rest. */
  private void unlessUnreadable(String subject, Runnable comparison) {
    try {
      comparison.run();
    } catch (KaramonException e) {
      if (!StripeError.isUnknownShape(e)) {
        throw e;
      }
      note(
          new Drift(
              Drift.Kind.UNREADABLE,
              Optional.empty(),
              Optional.empty(),
              subject,
              "something that cannot be understood",
              "not compared",
              false));
    }
  }

  private Optional<SubscriptionState> now(SubscriptionId id) {
    return ask(() -> stripe.subscription(id)).map(Fetched::value);
  }

  private void compare(CheckoutSessionId session) {
    ask(() -> stripe.purchase(session)).ifPresent(this::compare);
  }

  private void compare(Fetched<PurchaseState> read) {
    var purchase = read.value();
    var wanted = Wanted.purchase(purchase.session());
    purchase
        .customer()
        .ifPresent(customer -> {
          customers.add(customer);
          var key = new CustomerKey(order.mode(), customer);
          deviations
              .of(key, read)
              .await()
              .filter(found -> found.member().isPresent() || isOurs(noted(purchase)))
              .ifPresent(
                  found -> handle(found, Drift.Kind.PURCHASE_DIFFERS, wanted, noted(purchase)));
        });
  }

  /** Others may sell in the same account; what they sell to strangers is not missed here. */
  private boolean isOurs(Optional<NotedMember> noted) {
    return noted
        .filter(
            one -> database.with(client -> membership.links().isOurs(client, List.of(one))).await())
        .isPresent();
  }

  private static Optional<NotedMember> noted(PurchaseState purchase) {
    return StripeMetadata.memberIn(purchase.clientReferenceId(), purchase.metadata());
  }

  private void handle(
      Deviation deviation, Drift.Kind kind, Wanted wanted, Optional<NotedMember> noted) {
    var drift =
        new Drift(
            kind,
            Optional.of(deviation.customer().id()),
            deviation.member(),
            deviation.subject(),
            deviation.expected(),
            deviation.found(),
            false);
    note(!order.dryRun() && repair(deviation, wanted, noted) ? drift.asRepaired() : drift);
  }

  /** A failure here is part of the report; the run continues. */
  private boolean repair(Deviation deviation, Wanted wanted, Optional<NotedMember> noted) {
    try {
      var key = deviation.customer();
      if (deviation.member().isEmpty() && !link(key, noted)) {
        return false;
      }
      var cause = "reconcile " + order.id();
      ask(() -> membership.customerSync().read(key, wanted, cause).await());
      return true;
    } catch (KaramonException e) {
      LOG.warn("{} could not be repaired: {}", deviation.subject(), e.getMessage());
      return false;
    }
  }

  private boolean link(CustomerKey customer, Optional<NotedMember> noted) {
    var members = noted.stream().toList();
    return database.transaction(tx -> membership.links().linkNoted(tx, customer, members)).await();
  }

  private static Drift.Kind kindOf(Deviations.Kind kind) {
    return switch (kind) {
      case MISSING -> Drift.Kind.SUBSCRIPTION_UNKNOWN_HERE;
      case MIRROR -> Drift.Kind.MIRROR_DIFFERS;
      case GRANTS -> Drift.Kind.GRANTS_DIFFER;
      case NOBODY -> Drift.Kind.CUSTOMER_OF_NOBODY;
    };
  }

  private void note(Drift drift) {
    drifts++;
    if (drifts <= KEPT_DRIFTS) {
      database.with(client -> store.add(client, order.id(), drifts, drift)).await();
    }
    heard();
  }

  /** What Stripe says; that takes its time, so the run is heard of meanwhile. */
  private <T> T ask(Supplier<T> call) {
    if (clock.instant().isAfter(heardAt.plus(HEARD_EVERY))) {
      heard();
    }
    return retrier.on(call);
  }

  private void heard() {
    heardAt = clock.instant();
    var goesOn =
        database
            .with(client ->
                store.progress(
                    client, order.id(), heardAt, subscriptions, customers.size(), drifts))
            .await();
    if (!goesOn) {
      throw new KaramonException(
          CommonError.IN_USE, "The run was considered dead, and another comparison has begun.");
    }
  }
}
