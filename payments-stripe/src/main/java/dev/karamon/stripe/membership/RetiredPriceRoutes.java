package dev.karamon.stripe.membership;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminCall;
import dev.karamon.admin.AdminRoute;
import dev.karamon.error.KaramonException;
import dev.karamon.id.GroupId;
import dev.karamon.json.Text;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.settings.Modes;
import java.util.List;

/** Retired prices of groups in the admin API. */
public final class RetiredPriceRoutes {
  private RetiredPriceRoutes() {}

  /** The routes of the admin API for retired prices. */
  public static List<AdminRoute<?>> of(RetiredPrices prices) {
    return List.of(
        AdminRoute.get("/groups/{id}/retired_prices")
            .role(Role.VIEWER)
            .does(
                "listRetiredStripePrices",
                "Prices the group no longer sells, and who would leave without them.")
            .lists(
                RetiredPrices.RetiredPrice.class,
                call -> prices.list(call.page(), call.id("id", GroupId::new))),
        AdminRoute.delete("/groups/{id}/retired_prices/{mode}/{price}")
            .path("mode", StripeMode.class, "Test or live mode.")
            .path("price", String.class, "Stripe's id of the price.")
            .role(Role.EDITOR)
            .does(
                "dropRetiredStripePrice",
                "Drop a retired price; members who are in the group only because of it leave.")
            .done(call ->
                prices.drop(
                    call.actor(), call.id("id", GroupId::new), Modes.of(call), price(call))));
  }

  private static PriceId price(AdminCall<?> call) {
    try {
      return new PriceId(call.path("price"));
    } catch (IllegalArgumentException e) {
      throw KaramonException.notFound("The price " + Text.excerpt(call.path("price")));
    }
  }
}
