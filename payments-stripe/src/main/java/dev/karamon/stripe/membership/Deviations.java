package dev.karamon.stripe.membership;

import dev.karamon.database.Database;
import dev.karamon.group.Grant;
import dev.karamon.group.Grants;
import dev.karamon.group.SourceKind;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.gateway.Fetched;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
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
import java.util.stream.Stream;

/** Holds what is here against what Stripe says; changes nothing. */
public final class Deviations {
  /** What kind of deviation. */
  public enum Kind {
    /** It is not here. */
    MISSING,
    /** It is here, but different. */
    MIRROR,
    /** It is here as it is at Stripe, but the grants are not what follows from it. */
    GRANTS,
    /** No member is linked to its customer. */
    NOBODY
  }

  /**
   * One deviation.
   *
   * @param subject Stripe's id of the subscription or session
   */
  public record Deviation(
      Kind kind,
      CustomerKey customer,
      Optional<MemberId> member,
      String subject,
      String expected,
      String found) {}

  private final Database database;
  private final SubscriptionViewStore views = new SubscriptionViewStore();
  private final PurchaseStore purchases = new PurchaseStore();
  private final CustomerLinkStore links = new CustomerLinkStore();
  private final GroupRuleStore rules = new GroupRuleStore();
  private final InvoiceFailures failures = new InvoiceFailures();
  private final Grants grants;
  private final Clock clock;

  Deviations(Database database, Grants grants, Clock clock) {
    this.database = database;
    this.grants = grants;
    this.clock = clock;
  }

  /** The subscriptions here that have not ended. */
  public Future<List<SubscriptionId>> live(StripeMode mode) {
    return database.with(client -> views.liveIds(client, mode));
  }

  /** The one-time purchases here, and the pages opened for one, of this time or later. */
  public Future<List<CheckoutSessionId>> sessions(StripeMode mode, Instant since) {
    return database.with(client -> purchases.sessions(client, mode, since));
  }

  /** How subscriptions as Stripe shows them differ from what is here. */
  public Future<List<Deviation>> of(List<SubscriptionState> atStripe) {
    return database.with(client -> {
      var ids = atStripe.stream().map(SubscriptionState::id).toList();
      return failures
          .dated(client, atStripe, clock.instant())
          .compose(
              dated -> views.byId(client, ids).compose(mirrored -> of(client, dated, mirrored)));
    });
  }

  private Future<List<Deviation>> of(
      SqlClient client, List<SubscriptionState> atStripe, List<Mirrored> mirrored) {
    var sources =
        Stream.concat(atStripe.stream(), mirrored.stream().map(Mirrored::state))
            .flatMap(state -> state.items().stream())
            .map(SubscriptionState.Item::id)
            .distinct()
            .toList();
    var customers =
        atStripe.stream().map(s -> new CustomerKey(s.mode(), s.customer())).distinct().toList();
    var members = links.known(client, customers);
    var actual = grants.ofSources(client, SourceKind.SUBSCRIPTION, sources);
    var now = rules.load(client);
    return Future.all(members, actual, now)
        .map(done -> {
          var known = byKey(members.result());
          var here = mirrored.stream().collect(Collectors.toMap(m -> m.state().id(), m -> m));
          var found = new ArrayList<Deviation>();
          for (var state : atStripe) {
            var key = new CustomerKey(state.mode(), state.customer());
            var member = Objects.requireNonNull(known.get(key)).member();
            var mirror = Optional.ofNullable(here.get(state.id())).map(Mirrored::state);
            compare(
                    state,
                    key,
                    member,
                    mirror,
                    granted(actual.result(), state, mirror),
                    now.result())
                .ifPresent(found::add);
          }
          return found;
        });
  }

  private Optional<Deviation> compare(
      SubscriptionState state,
      CustomerKey key,
      Optional<MemberId> member,
      Optional<SubscriptionState> mirror,
      List<Grant> actual,
      GroupRules now) {
    var subject = new Subject(key, member, state.id().value());
    var expected = Descriptions.of(state);
    if (member.isEmpty() || mirror.isEmpty()) {
      var kind = member.isEmpty() ? Kind.NOBODY : Kind.MISSING;
      var found = member.isEmpty() ? "no member is linked" : "nothing";
      return state.isEnded() ? Optional.empty() : subject.differs(kind, expected, found);
    }
    if (!Descriptions.isSame(state, mirror.get())) {
      return subject.differs(Kind.MIRROR, expected, Descriptions.of(mirror.get()));
    }
    var desired =
        MembershipRules.isKnown(state.status())
            ? MembershipRules.grants(state, member.get(), now, clock.instant())
            : actual;
    return Descriptions.isSame(desired, actual)
        ? Optional.empty()
        : subject.differs(Kind.GRANTS, Descriptions.of(desired), Descriptions.of(actual));
  }

  /** How a one-time purchase as Stripe shows it differs from what is here. */
  public Future<Optional<Deviation>> of(CustomerKey key, Fetched<PurchaseState> atStripe) {
    var session = atStripe.value().session();
    return database.with(client -> {
      var members = links.known(client, List.of(key));
      var mirror = purchases.bySession(client, List.of(session));
      var actual = grants.ofSources(client, SourceKind.PURCHASE, List.of(session.value()));
      var now = rules.load(client);
      return Future.all(members, mirror, actual, now)
          .map(done -> {
            var member = members.result().getFirst().member();
            var here = Optional.ofNullable(mirror.result().get(session));
            var state = KnownPurchase.of(atStripe, Map.of()).after(here);
            var desired =
                member
                    .map(m -> MembershipRules.grants(state, m, now.result(), clock.instant()))
                    .orElse(List.of());
            return compare(state, key, member, here, desired, actual.result());
          });
    });
  }

  private static Optional<Deviation> compare(
      PurchaseState state,
      CustomerKey key,
      Optional<MemberId> member,
      Optional<PurchaseState> here,
      List<Grant> desired,
      List<Grant> actual) {
    var same = here.map(Descriptions::of).filter(Descriptions.of(state)::equals).isPresent();
    if (same && Descriptions.isSame(desired, actual)) {
      return Optional.empty();
    }
    var differing = same ? Kind.GRANTS : Kind.MIRROR;
    var ofSomebody = here.isPresent() ? differing : Kind.MISSING;
    return new Subject(key, member, state.session().value())
        .differs(
            member.isPresent() ? ofSomebody : Kind.NOBODY,
            Descriptions.of(state),
            here.map(Descriptions::of).orElse("nothing"));
  }

  /** What is compared, and whose it is. */
  private record Subject(CustomerKey customer, Optional<MemberId> member, String id) {
    Optional<Deviation> differs(Kind kind, String expected, String found) {
      return Optional.of(new Deviation(kind, customer, member, id, expected, found));
    }
  }

  private static Map<CustomerKey, KnownCustomer> byKey(List<KnownCustomer> customers) {
    return customers.stream().collect(Collectors.toMap(KnownCustomer::key, Function.identity()));
  }

  private static List<Grant> granted(
      Collection<Grant> all, SubscriptionState state, Optional<SubscriptionState> mirror) {
    var items =
        Stream.concat(Stream.of(state), mirror.stream())
            .flatMap(one -> one.items().stream())
            .map(SubscriptionState.Item::id)
            .collect(Collectors.toSet());
    return all.stream().filter(grant -> items.contains(grant.sourceRef())).toList();
  }
}
