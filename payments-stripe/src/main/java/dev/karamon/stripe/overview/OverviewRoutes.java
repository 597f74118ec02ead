package dev.karamon.stripe.overview;

import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.http.AdminCall;
import dev.karamon.http.AdminRoute;
import dev.karamon.http.Role;
import dev.karamon.id.GroupId;
import dev.karamon.id.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** Subscriptions in the admin API. */
public final class OverviewRoutes {
  private OverviewRoutes() {}

  /** All of them. */
  public static List<AdminRoute<?>> of(Subscriptions subscriptions) {
    return List.of(
        AdminRoute.get("/stripe/subscriptions")
            .role(Role.VIEWER)
            .does(
                "listStripeSubscriptions",
                "Subscriptions of the active mode as last known, newest first.")
            .query("status", "Only those of this status, as Stripe spells it.")
            .query("group_id", Long.class, "Only those with a price that leads to this group.")
            .query("member_id", Long.class, "Only those of this member.")
            .sorts(SubscriptionListStore.ORDERS.names())
            .lists(SubscriptionView.class, call -> subscriptions.list(call.page(), filter(call))),
        AdminRoute.get("/stripe/overview")
            .role(Role.VIEWER)
            .does("findStripeOverview", "All subscriptions together, now and over time.")
            .answers(Overview.class, call -> subscriptions.overview()));
  }

  private static SubscriptionListStore.Filter filter(AdminCall<?> call) {
    return new SubscriptionListStore.Filter(
        call.query("status"),
        id(call, "group_id", GroupId::new),
        id(call, "member_id", MemberId::new));
  }

  private static <T> Optional<T> id(AdminCall<?> call, String name, LongFunction<T> type) {
    return call.query(name)
        .map(text -> {
          if (!text.matches("[1-9][0-9]{0,17}")) {
            throw KaramonException.of(
                CommonError.INVALID_REQUEST,
                List.of(FieldProblem.invalid(name, name + " has to be an id.")));
          }
          return type.apply(Long.parseLong(text));
        });
  }
}
