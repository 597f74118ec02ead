package dev.karamon.stripe.checkout;

import dev.karamon.database.Database;
import dev.karamon.id.MemberId;
import dev.karamon.member.Member;
import dev.karamon.member.Members;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.gateway.NewCustomer;
import dev.karamon.stripe.gateway.StripeMetadata;
import dev.karamon.stripe.membership.CustomerKey;
import dev.karamon.stripe.membership.CustomerLinks;
import dev.karamon.stripe.settings.StripeConnections.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Gets or creates the customer that a member buys as. Blocks; runs on a thread of its own. */
final class Customers {
  private final Database database;
  private final Members members;
  private final CustomerLinks links;
  private final CheckoutStore store = new CheckoutStore();
  private final Clock clock;

  Customers(Database database, Members members, CustomerLinks links, Clock clock) {
    this.database = database;
    this.members = members;
    this.links = links;
    this.clock = clock;
  }

  Optional<CustomerId> find(Connection stripe, MemberId member) {
    return database.with(client -> links.currentOf(client, stripe.mode(), member)).await();
  }

  /** All customers that the member is or was. */
  List<CustomerId> all(Connection stripe, MemberId member) {
    return database.with(client -> links.allOf(client, stripe.mode(), member)).await();
  }

  CustomerId getOrCreate(Connection stripe, MemberId member) {
    return find(stripe, member).orElseGet(() -> create(stripe, member, "first"));
  }

  /** Replaces a customer that Stripe no longer knows. */
  CustomerId replace(Connection stripe, MemberId member, CustomerId lost) {
    database.with(client -> links.retire(client, new CustomerKey(stripe.mode(), lost))).await();
    return create(stripe, member, lost.value());
  }

  /**
   * The key makes two calls at once, and a call that is tried again, end with one customer. It has
   * the minute in it, since Stripe answers a key for a day as it did at first, be it with a fault
   * of its own. A customer whose id nobody got to know buys nothing.
   */
  private CustomerId create(Connection stripe, MemberId id, String after) {
    var member = database.with(client -> members.plain(client, id)).await();
    var installation = database.with(store::installation).await();
    var customer =
        stripe
            .gateway()
            .createCustomer(
                new NewCustomer(member.email(), member.name(), StripeMetadata.of(id, installation)),
                "karamon-customer-" + digest(installation + after + text(member) + minute()));
    return database
        .transaction(tx -> links.link(tx, new CustomerKey(stripe.mode(), customer), id))
        .await();
  }

  private static String text(Member member) {
    return "\n" + member.id() + "\n" + member.email() + "\n" + member.name();
  }

  private Instant minute() {
    return clock.instant().truncatedTo(ChronoUnit.MINUTES);
  }

  static String digest(String text) {
    return HexFormat.of().formatHex(OpaqueTokens.hash(text));
  }
}
