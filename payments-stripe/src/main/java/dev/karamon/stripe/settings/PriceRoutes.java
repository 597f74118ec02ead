package dev.karamon.stripe.settings;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.error.ErrorKind;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.PriceView;
import dev.karamon.wire.Wire;
import java.util.List;

/** Stripe's prices in the admin API. */
public final class PriceRoutes {
  private PriceRoutes() {}

  /** The routes of the admin API for prices. */
  public static List<AdminRoute<?>> of(Prices prices) {
    return List.of(
        AdminRoute.get("/stripe/prices")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.REFUSED)
            .does("listStripePrices", "Prices that can be sold, newest first.")
            .query("mode", StripeMode.class, "The active mode when omitted.")
            .lists(
                PriceView.class,
                call ->
                    prices.list(
                        call.page(),
                        call.query("mode").map(wire -> Wire.of(StripeMode.class, wire)))));
  }
}
