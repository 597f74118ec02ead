package dev.karamon.stripe.membership;

import dev.karamon.id.MemberId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.NotedMember;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which customer of Stripe is which member. */
public final class CustomerLinks {
  private final CustomerLinkStore store = new CustomerLinkStore();
  private final CustomerClaimStore claims = new CustomerClaimStore();
  private final PurchaseStore purchases = new PurchaseStore();
  private final Clock clock;

  public CustomerLinks(Clock clock) {
    this.clock = clock;
  }

  /** The customer that a member buys as. */
  public Future<Optional<CustomerId>> currentOf(
      SqlClient client, StripeMode mode, MemberId member) {
    return store.currentOf(client, mode, member);
  }

  /** The customers that members buy as. */
  public Future<Map<MemberId, CustomerId>> currentOf(
      SqlClient client, StripeMode mode, List<MemberId> members) {
    return store.currentOf(client, mode, members);
  }

  /** All customers that a member is or was. */
  public Future<List<CustomerId>> allOf(SqlClient client, StripeMode mode, MemberId member) {
    return store.allOf(client, mode, member);
  }

  /** The same in both modes. */
  public Future<List<CustomerKey>> allOf(SqlClient client, MemberId member) {
    return store.allOf(client, member);
  }

  /** All customers of a mode that are linked to a member. */
  public Future<List<CustomerKey>> all(SqlClient client, StripeMode mode) {
    return store.all(client, mode);
  }

  /** Those of the customers that are linked to no member. */
  public Future<Set<CustomerKey>> unlinked(SqlClient client, Collection<CustomerKey> customers) {
    return store
        .known(client, customers)
        .map(known ->
            known.stream()
                .filter(customer -> customer.member().isEmpty())
                .map(KnownCustomer::key)
                .collect(Collectors.toSet()));
  }

  /** The customer of a purchase that this payment was for. */
  public Future<Optional<CustomerId>> ofPayment(SqlClient client, String payment) {
    return purchases.customerOf(client, payment);
  }

  /**
   * Links a customer to a member; the first link of a customer stays whatever comes later, and so
   * does the member's current customer. Events that waited for the link become due; where some were
   * deleted meanwhile, the customer is read.
   *
   * @return the member's current customer after this
   */
  public Future<CustomerId> link(SqlClient transaction, CustomerKey customer, MemberId member) {
    return store
        .holdMember(transaction, member)
        .compose(held -> store.insert(transaction, customer, member, clock.instant()))
        .compose(done -> store.unpark(transaction, customer, clock.instant()))
        .compose(done -> readIfForgotten(transaction, customer))
        .compose(done -> store.currentOf(transaction, customer.mode(), member))
        .map(current -> current.orElse(customer.id()));
  }

  private Future<Void> readIfForgotten(SqlClient transaction, CustomerKey customer) {
    return store
        .takeForgotten(transaction, customer)
        .compose(forgotten ->
            forgotten
                ? claims.requestRead(transaction, List.of(customer), clock.instant(), "linked")
                : Future.succeededFuture());
  }

  /** A customer that Stripe no longer knows is no longer the current one. */
  public Future<Void> retire(SqlClient client, CustomerKey customer) {
    return store.retire(client, customer);
  }

  /** Whether one of the members tagged at Stripe is one of ours, who could be linked. */
  public Future<Boolean> isOurs(SqlClient client, List<NotedMember> noted) {
    return store.firstOurs(client, noted).map(Optional::isPresent);
  }

  /**
   * Links a customer to the first member tagged at Stripe who is one of ours. Tags of another
   * installation, or of this one before its database was recreated, are ignored.
   *
   * @return false when none of them is
   */
  public Future<Boolean> linkNoted(
      SqlClient transaction, CustomerKey customer, List<NotedMember> noted) {
    return store
        .firstOurs(transaction, noted)
        .compose(ours ->
            ours.isPresent()
                ? link(transaction, customer, ours.get()).map(true)
                : Future.succeededFuture(false));
  }
}
