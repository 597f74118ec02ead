package dev.karamon.stripe.reconcile;

import dev.karamon.actor.Actor;
import dev.karamon.admin.Extended;
import dev.karamon.async.InTurn;
import dev.karamon.async.Require;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.MemberId;
import dev.karamon.member.MemberView;
import dev.karamon.member.Members;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.MembershipParts;
import dev.karamon.stripe.membership.Wanted;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import java.util.List;

/** Brings single members up to date with Stripe, for admins who do not want to wait. */
public final class MemberResyncs {
  private final Database database;
  private final Members members;
  private final MembershipParts membership;
  private final StripeConnections connections;

  public MemberResyncs(
      Database database,
      Members members,
      MembershipParts membership,
      StripeConnections connections) {
    this.database = database;
    this.members = members;
    this.membership = membership;
    this.connections = connections;
  }

  List<Class<? extends Record>> fieldTypes() {
    return members.fieldTypes();
  }

  /** Reads everything that the member has at Stripe and applies it; the member as it is then. */
  Future<Extended<MemberView>> resync(Actor actor, MemberId member) {
    var mode = connections.active().mode();
    var cause = "resync by " + actor.label();
    return members
        .find(member)
        .compose(found -> database.with(client -> membership.links().allOf(client, mode, member)))
        .compose(customers ->
            Require.that(!customers.isEmpty(), MemberResyncs::noCustomer)
                .compose(some -> read(mode, customers, cause)))
        .compose(done -> members.find(member));
  }

  private Future<Void> read(StripeMode mode, List<CustomerId> customers, String cause) {
    return InTurn.each(
        customers,
        customer ->
            membership
                .customerSync()
                .read(new CustomerKey(mode, customer), Wanted.EVERYTHING, cause));
  }

  private static KaramonException noCustomer() {
    return new KaramonException(
        CommonError.REFUSED, "This member has no Stripe customer in the active mode.");
  }
}
