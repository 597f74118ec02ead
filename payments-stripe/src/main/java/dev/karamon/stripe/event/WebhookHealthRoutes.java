package dev.karamon.stripe.event;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.settings.Modes;
import java.util.List;

/** The health of the webhook in the admin API. */
public final class WebhookHealthRoutes {
  private WebhookHealthRoutes() {}

  /** The routes of the admin API for the health of webhooks. */
  public static List<AdminRoute<?>> of(WebhookHealths healths) {
    return List.of(
        AdminRoute.get("/integrations/stripe/{mode}/webhook")
            .path("mode", StripeMode.class, "Test or live mode.")
            .role(Role.VIEWER)
            .does("findStripeWebhookHealth", "How well events arrive from Stripe; asks Stripe.")
            .answers(WebhookHealth.class, call -> healths.of(Modes.of(call))));
  }
}
