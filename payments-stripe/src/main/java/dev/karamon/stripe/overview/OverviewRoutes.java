package dev.karamon.stripe.overview;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminCall;
import dev.karamon.admin.AdminRoute;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import java.util.List;

/** Subscriptions in the admin API. */
public final class OverviewRoutes {
  private OverviewRoutes() {}

  /** The routes of the admin API for subscriptions and figures. */
  public static List<AdminRoute<?>> of(Subscriptions subscriptions) {
    return List.of(
        AdminRoute.get("/stripe/subscriptions")
            .role(Role.VIEWER)
            .does(
                "listStripeSubscriptions",
                "Subscriptions of the active mode, as last known, newest first.")
            .query("status", "Only those with this status, in Stripe's spelling.")
            .query("group_id", Long.class, "Only those with a price that leads to this group.")
            .query("member_id", Long.class, "Only those of this member.")
            .sorts(SubscriptionListStore.ORDERS.names())
            .lists(SubscriptionView.class, call -> subscriptions.list(call.page(), filter(call))),
        AdminRoute.get("/stripe/overview")
            .role(Role.VIEWER)
            .does("findStripeOverview", "Figures about all subscriptions, now and over time.")
            .answers(Overview.class, call -> subscriptions.overview()));
  }

  private static SubscriptionListStore.Filter filter(AdminCall<?> call) {
    return new SubscriptionListStore.Filter(
        call.query("status"),
        call.queryId("group_id", GroupId::new),
        call.queryId("member_id", MemberId::new));
  }
}
