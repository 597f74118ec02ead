package dev.karamon.stripe.membership;

import dev.karamon.group.Grants;
import dev.karamon.group.SourceKind;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the mirror and the grants what Stripe's state says, in one transaction of the caller. */
public final class MembershipSync {
  /** Who the audit log names for changes that Stripe caused. */
  public static final String ACTOR = "stripe";

  private final SubscriptionStore subscriptions = new SubscriptionStore();
  private final GroupPriceStore prices = new GroupPriceStore();
  private final Grants grants;
  private final Clock clock;

  public MembershipSync(Grants grants, Clock clock) {
    this.grants = grants;
    this.clock = clock;
  }

  /** A mirrored subscription and the member it belongs to, if that is known. */
  public record Mirrored(SubscriptionState state, Optional<MemberId> member) {}

  /**
   * States that became known together, of one customer.
   *
   * @param cause what the audit log says, such as {@code event evt_…}
   */
  public record Change(List<KnownSubscription> states, String cause) {
    public Change {
      states = List.copyOf(states);
    }
  }

  /**
   * Takes states into the mirror and recomputes the grants of exactly their items; what comes after
   * a subscription's end changes nothing. The caller holds the claim of the customer.
   *
   * @param cause what the audit log says, such as {@code event evt_…}
   */
  public Future<Void> apply(SqlConnection tx, List<KnownSubscription> known, String cause) {
    return apply(tx, List.of(new Change(known, cause)));
  }

  /** The same for several customers at once, whose claims the caller holds. */
  public Future<Void> apply(SqlConnection tx, List<Change> changes) {
    var known = changes.stream().flatMap(change -> change.states().stream()).toList();
    if (known.isEmpty()) {
      return Future.succeededFuture();
    }
    return subscriptions
        .upsert(tx, known)
        .map(Set::copyOf)
        .compose(taken ->
            subscriptions.replaceItems(
                tx,
                known.stream()
                    .map(KnownSubscription::state)
                    .filter(state -> taken.contains(state.id()))
                    .toList()))
        .compose(done -> subscriptions.byId(tx, known.stream().map(k -> k.state().id()).toList()))
        .compose(mirrored -> regrant(tx, mirrored, changes));
  }

  /** Recomputes the grants of a customer's subscriptions, after it was linked to a member. */
  public Future<Void> regrant(SqlConnection tx, CustomerKey customer, String cause) {
    return subscriptions.byCustomer(tx, customer).compose(mirrored -> regrant(tx, mirrored, cause));
  }

  /** Recomputes the grants of all who pay one of these prices, after their groups changed. */
  Future<Void> regrant(
      SqlConnection tx, StripeMode mode, Collection<PriceId> changed, String cause) {
    return subscriptions
        .byPrice(tx, mode, changed)
        .compose(mirrored -> regrant(tx, mirrored, cause));
  }

  /** How far the mirror reaches, for those of the subscriptions that are in it. */
  public Future<Map<SubscriptionId, Mark>> marks(SqlClient client, Collection<SubscriptionId> ids) {
    return ids.isEmpty() ? Future.succeededFuture(Map.of()) : subscriptions.marks(client, ids);
  }

  /** The mirrored subscriptions of a customer, oldest first. */
  public Future<List<SubscriptionState>> ofCustomer(SqlClient client, CustomerKey customer) {
    return subscriptions
        .byCustomer(client, customer)
        .map(all -> all.stream().map(SubscriptionStore.Owned::state).toList());
  }

  /** The mirrored subscriptions of members, oldest first. */
  public Future<List<Mirrored>> ofMembers(
      SqlClient client, StripeMode mode, List<MemberId> members) {
    return subscriptions
        .byMember(client, mode, members)
        .map(all -> all.stream().map(o -> new Mirrored(o.state(), o.member())).toList());
  }

  private Future<Void> regrant(
      SqlConnection tx, List<SubscriptionStore.Owned> mirrored, List<Change> changes) {
    var byId =
        mirrored.stream()
            .collect(Collectors.toMap(owned -> owned.state().id(), Function.identity()));
    return prices
        .map(tx)
        .compose(map ->
            Future.all(changes.stream().map(change -> regrant(tx, byId, change, map)).toList()))
        .mapEmpty();
  }

  private Future<Void> regrant(
      SqlConnection tx,
      Map<SubscriptionId, SubscriptionStore.Owned> mirrored,
      Change change,
      PriceMap map) {
    var own =
        change.states().stream()
            .map(known -> mirrored.get(known.state().id()))
            .filter(Objects::nonNull)
            .toList();
    return regrant(tx, own, change.cause(), map);
  }

  private Future<Void> regrant(
      SqlConnection tx, List<SubscriptionStore.Owned> mirrored, String cause) {
    return mirrored.isEmpty()
        ? Future.succeededFuture()
        : prices.map(tx).compose(map -> regrant(tx, mirrored, cause, map));
  }

  private Future<Void> regrant(
      SqlConnection tx, List<SubscriptionStore.Owned> mirrored, String cause, PriceMap map) {
    var decided =
        mirrored.stream()
            .filter(o -> o.member().isPresent())
            .filter(
                o -> MembershipRules.verdict(o.state().status()) != MembershipRules.Verdict.UNKNOWN)
            .toList();
    if (decided.isEmpty()) {
      return Future.succeededFuture();
    }
    var now = clock.instant();
    var desired =
        decided.stream()
            .flatMap(
                o -> MembershipRules.grants(o.state(), o.member().orElseThrow(), map, now).stream())
            .toList();
    var sources = decided.stream().flatMap(o -> o.itemIds().stream()).toList();
    return grants.replace(tx, SourceKind.SUBSCRIPTION, sources, desired, ACTOR, cause).mapEmpty();
  }
}
