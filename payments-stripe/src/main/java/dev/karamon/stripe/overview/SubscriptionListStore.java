package dev.karamon.stripe.overview;

import dev.karamon.database.Listing;
import dev.karamon.database.Ordering;
import dev.karamon.database.Rows;
import dev.karamon.database.Slice;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import dev.karamon.page.PageRequest;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.membership.MembershipRules;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The mirror of Stripe's subscriptions as admins look through it. */
final class SubscriptionListStore {
  /** What to look for; empty for everything. */
  record Filter(Optional<String> status, Optional<GroupId> group, Optional<MemberId> member) {}

  static final Ordering ORDERS =
      Ordering.usually("s.created_at DESC, s.subscription_id")
          .or("member", "lower(m.email)")
          .or("status", "s.status")
          .or("created_at", "s.created_at")
          .or("current_period_end", "s.current_period_end");

  private static final String WITH_MEMBER =
      """
       s LEFT JOIN stripe_customer c ON c.mode = s.mode AND c.customer_id = s.customer_id
         LEFT JOIN member m ON m.id = c.member_id
      """;

  private static final String COLUMNS =
      """
      SELECT s.subscription_id, s.status, s.collection_paused, s.customer_id, s.created_at,
             s.current_period_end, s.ended_at, s.cancel_at_period_end, s.cancel_at,
             m.id AS member_id, m.email, m.name, i.price_ids, i.quantities, i.unknown_price_ids,
             g.group_ids, g.group_names
      """;

  private static final String WITH_ITEMS =
      """
       CROSS JOIN LATERAL (
         SELECT array_agg(i.price_id ORDER BY i.item_id) AS price_ids,
                array_agg(i.quantity ORDER BY i.item_id) AS quantities,
                array_agg(i.price_id ORDER BY i.item_id) FILTER (WHERE NOT EXISTS (
                  SELECT FROM stripe_group_price p
                   WHERE p.mode = s.mode AND p.price_id = i.price_id)) AS unknown_price_ids
           FROM stripe_subscription_item i
          WHERE i.subscription_id = s.subscription_id AND i.quantity > 0) i
       CROSS JOIN LATERAL (
         SELECT array_agg(g.id ORDER BY g.id) AS group_ids, array_agg(g.name ORDER BY g.id) AS group_names
           FROM member_group g
          WHERE g.id IN (SELECT p.group_id FROM stripe_group_price p
                          WHERE p.mode = s.mode AND p.price_id = ANY (i.price_ids))) g
      """;

  private static final Listing LIST =
      Listing.of("SELECT s.*", "FROM stripe_subscription" + WITH_MEMBER, ORDERS)
          .showing(COLUMNS, WITH_MEMBER + WITH_ITEMS);

  private static final String OF_GROUP =
      """
      s.subscription_id IN (
        SELECT i.subscription_id FROM stripe_group_price p
          JOIN stripe_subscription_item i USING (price_id)
         WHERE p.group_id = $1 AND p.mode = $2 AND i.quantity > 0)
      """;

  Future<Slice<SubscriptionView>> list(
      SqlClient client, StripeMode mode, PageRequest page, Filter filter) {
    return LIST.where("s.mode = $1", mode.wire())
        .whereGiven(filter.group().map(GroupId::value), OF_GROUP, mode.wire())
        .whereGiven(filter.status(), "s.status = $1")
        .whereGiven(filter.member().map(MemberId::value), "m.id = $1")
        .search(page.query(), "s.subscription_id", "s.customer_id", "m.email", "m.name")
        .read(client, page.sort(), page.perPage(), page.offset(), SubscriptionListStore::view);
  }

  private static SubscriptionView view(Row row) {
    return new SubscriptionView(
        new SubscriptionId(row.getString("subscription_id")),
        row.getString("status"),
        !MembershipRules.isKnown(row.getString("status")),
        row.getBoolean("collection_paused"),
        new CustomerId(row.getString("customer_id")),
        owner(row),
        Rows.time(row, "created_at"),
        Rows.instant(row, "current_period_end"),
        endsOn(row),
        Rows.instant(row, "ended_at"),
        items(row),
        unknownPrices(row),
        groups(row));
  }

  private static Optional<SubscriptionView.Owner> owner(Row row) {
    return Optional.ofNullable(row.getLong("member_id"))
        .map(id ->
            new SubscriptionView.Owner(
                new MemberId(id), row.getString("email"), row.getString("name")));
  }

  // As SubscriptionState has it: the later of the two.
  private static Optional<Instant> endsOn(Row row) {
    var cancelAt = Rows.instant(row, "cancel_at");
    if (Rows.instant(row, "ended_at").isPresent()
        || (cancelAt.isEmpty() && !row.getBoolean("cancel_at_period_end"))) {
      return Optional.empty();
    }
    var periodEnd = Rows.instant(row, "current_period_end");
    return cancelAt.filter(at -> periodEnd.filter(at::isBefore).isEmpty()).or(() -> periodEnd);
  }

  private static List<SubscriptionView.Item> items(Row row) {
    var prices = row.getArrayOfStrings("price_ids");
    var quantities = row.getArrayOfLongs("quantities");
    var items = new ArrayList<SubscriptionView.Item>();
    for (int i = 0; prices != null && i < prices.length; i++) {
      items.add(new SubscriptionView.Item(new PriceId(prices[i]), quantities[i]));
    }
    return items;
  }

  private static List<PriceId> unknownPrices(Row row) {
    var prices = row.getArrayOfStrings("unknown_price_ids");
    return prices == null || SubscriptionState.isEnded(row.getString("status"))
        ? List.of()
        : Arrays.stream(prices).map(PriceId::new).distinct().toList();
  }

  private static List<SubscriptionView.Group> groups(Row row) {
    var ids = row.getArrayOfLongs("group_ids");
    var names = row.getArrayOfStrings("group_names");
    var groups = new ArrayList<SubscriptionView.Group>();
    for (int i = 0; ids != null && i < ids.length; i++) {
      groups.add(new SubscriptionView.Group(new GroupId(ids[i]), names[i]));
    }
    return groups;
  }
}
