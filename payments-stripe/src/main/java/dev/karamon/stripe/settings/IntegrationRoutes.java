package dev.karamon.stripe.settings;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.stripe.StripeMode;
import java.util.List;

/** The connection to Stripe in the admin API. */
public final class IntegrationRoutes {
  private static final String ROOT = "/integrations/stripe";
  private static final String MODE = "Test or live mode.";

  private IntegrationRoutes() {}

  /** The routes of the admin API for the Stripe settings. */
  public static List<AdminRoute<?>> of(Integrations integrations) {
    return List.of(
        AdminRoute.get(ROOT)
            .role(Role.VIEWER)
            .does("findStripeIntegration", "How this site is connected to Stripe.")
            .answers(IntegrationView.class, call -> integrations.view()),
        AdminRoute.put(ROOT)
            .role(Role.OWNER)
            .does("switchStripeMode", "Switch the mode that members pay in.")
            .takes(ActiveModeDraft.class)
            .answers(
                IntegrationView.class,
                call -> integrations.activate(call.actor(), call.body().activeMode())),
        AdminRoute.put(ROOT + "/{mode}")
            .role(Role.OWNER)
            .path("mode", StripeMode.class, MODE)
            .does("updateStripeMode", "Change the keys of a mode, or enable or disable it.")
            .takes(ModeDraft.class)
            .answers(
                ModeView.class,
                call -> integrations.save(call.actor(), Modes.of(call), call.body())),
        AdminRoute.post(ROOT + "/{mode}/test")
            .role(Role.OWNER)
            .path("mode", StripeMode.class, MODE)
            .does("testStripeMode", "Ask Stripe whether the key works, and report what is missing.")
            .answers(
                ConnectionCheck.class, call -> integrations.test(call.actor(), Modes.of(call))),
        AdminRoute.post(ROOT + "/{mode}/webhook")
            .role(Role.OWNER)
            .path("mode", StripeMode.class, MODE)
            .does("registerStripeWebhook", "Register the webhook at Stripe and store its secret.")
            .answers(
                WebhookRegistration.class,
                call -> integrations.registerWebhook(call.actor(), Modes.of(call))),
        AdminRoute.delete(ROOT + "/{mode}/webhook_secrets/{id}")
            .role(Role.OWNER)
            .path("mode", StripeMode.class, MODE)
            .does("removeStripeWebhookSecret", "Stop accepting a webhook secret.")
            .done(call ->
                integrations.removeWebhookSecret(call.actor(), Modes.of(call), call.number("id"))));
  }
}
