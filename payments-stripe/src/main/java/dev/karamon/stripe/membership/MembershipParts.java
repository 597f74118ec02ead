package dev.karamon.stripe.membership;

import dev.karamon.group.GroupFields;
import dev.karamon.member.MemberFields;
import dev.karamon.module.Foundation;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.settings.Integrations;
import dev.karamon.stripe.settings.StripeConnections;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** How Stripe's state becomes membership, assembled. */
public final class MembershipParts {
  private final Foundation foundation;
  private final Integrations integrations;
  private final StripeConnections connections;
  private final StripeThreads threads;
  private final CurrentRules rules = new CurrentRules();
  private final CustomerLinks links;
  private final CustomerClaims claims;
  private final MembershipSync membershipSync;
  private final CustomerSync customerSync;
  private final KnownPrices prices;

  public MembershipParts(
      Foundation foundation,
      Integrations integrations,
      StripeConnections connections,
      StripeThreads threads) {
    var database = foundation.database();
    var clock = foundation.clock();
    this.foundation = foundation;
    this.integrations = integrations;
    this.connections = connections;
    this.threads = threads;
    this.links = new CustomerLinks(clock);
    this.claims = new CustomerClaims(foundation.vertx(), database, clock);
    this.membershipSync = new MembershipSync(rules, foundation.grants(), clock);
    this.customerSync =
        new CustomerSync(database, claims, membershipSync, connections, threads, clock);
    this.prices = new KnownPrices(connections, threads);
    integrations.whenSwitched(this::switched);
  }

  /** Which customer is which member. */
  public CustomerLinks links() {
    return links;
  }

  /** Who works on which customer. */
  public CustomerClaims claims() {
    return claims;
  }

  /** Applies states. */
  public MembershipSync membershipSync() {
    return membershipSync;
  }

  /** Reads customers. */
  public CustomerSync customerSync() {
    return customerSync;
  }

  /** The prices that Stripe knows. */
  public KnownPrices prices() {
    return prices;
  }

  /** Holds what is here against what Stripe says. */
  public Deviations deviations() {
    return new Deviations(foundation.database(), foundation.grants(), foundation.clock());
  }

  /** Prices that groups sell no longer. */
  public RetiredPrices retiredPrices() {
    return new RetiredPrices(
        foundation.database(), membershipSync, foundation.audit(), foundation.clock());
  }

  /** What is added to groups. */
  public GroupFields groupFields() {
    return new GroupPriceFields(integrations, prices, membershipSync, foundation.clock());
  }

  /** What is added to members. */
  public MemberFields memberFields() {
    var database = foundation.database();
    var pages = new PaymentPages(database, connections, threads, foundation.clock());
    var departures =
        new Departures(database, links, membershipSync, customerSync, pages, connections);
    return new StripeMemberFields(integrations, links, membershipSync, departures);
  }

  /**
   * What is paid in the other mode no longer grants anything; and since events of this mode were
   * not applied before, its customers are read.
   */
  private Future<Void> switched(SqlConnection tx, StripeMode mode) {
    var cause = "switched to " + mode.wire() + " mode";
    // The customers come before the rules, as for whoever works on one of them.
    return links
        .all(tx, mode)
        .compose(linked -> claims.requestRead(tx, linked, cause))
        .compose(requested -> rules.beginChange(tx))
        .compose(begun -> membershipSync.regrantAll(tx, cause));
  }
}
