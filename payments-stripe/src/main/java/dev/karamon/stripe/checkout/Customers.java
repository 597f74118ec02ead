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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Gets or creates the customer that a member buys as. Blocks; runs on a thread of its own. */
final class Customers {
  private final Database database;
  private final Members members;
  private final CustomerLinks links;
  private final CheckoutStore store = new CheckoutStore();

  Customers(Database database, Members members, CustomerLinks links) {
    this.database = database;
    this.members = members;
    this.links = links;
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

  /** The key makes two calls at once, and a call that is tried again, end with one customer. */
  private CustomerId create(Connection stripe, MemberId id, String after) {
    var member = database.with(client -> members.plain(client, id)).await();
    var installation = database.with(store::installation).await();
    var customer =
        stripe
            .gateway()
            .createCustomer(
                new NewCustomer(member.email(), member.name(), StripeMetadata.of(id, installation)),
                "karamon-customer-" + digest(installation + after + text(member)));
    return database
        .transaction(tx -> links.link(tx, new CustomerKey(stripe.mode(), customer), id))
        .await();
  }

  private static String text(Member member) {
    return "\n" + member.id() + "\n" + member.email() + "\n" + member.name();
  }

  static String digest(String text) {
    return HexFormat.of().formatHex(OpaqueTokens.hash(text));
  }
}
