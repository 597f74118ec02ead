package dev.karamon.server;

import dev.karamon.module.CmsModule;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.event.WebhookConfig;
import dev.karamon.stripe.module.StripeConfig;
import dev.karamon.stripe.module.StripeModule;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server knows of payments. Touched only while the module is there, so that a server
 * without its jar boots as a plain CMS.
 */
final class Payments {
  /** The keys of the bundled sandbox; it takes any test key, these say where they are from. */
  private static final String SANDBOX_PUBLISHABLE_KEY = "pk_test_karamonsandbox";

  private static final SecretText SANDBOX_SECRET_KEY = new SecretText("sk_test_karamonsandbox");

  private Payments() {}

  /** The start-up configuration of the module, by type. */
  static Map<Class<?>, Object> configs(ServerConfig config, Optional<URI> sandbox) {
    var webhooks = new WebhookConfig(config.webhookMaxBytes(), config.webhookTolerance());
    return Map.of(
        StripeConfig.class,
        new StripeConfig(config.stripeApiBase().or(() -> sandbox), webhooks, config.eventsKept()));
  }

  /** Compares with Stripe, and repairs unless it is a dry run. */
  static Future<Product.Reconciled> reconcile(List<CmsModule> modules, boolean dryRun) {
    return stripe(modules)
        .map(module -> module.reconcile(dryRun))
        .orElseThrow()
        .map(report ->
            new Product.Reconciled(ReconcileLines.of(report), ReconcileLines.left(report) == 0));
  }

  /** Connects test mode to the sandbox, unless an admin has connected it elsewhere. */
  static Future<Void> connectSandbox(List<CmsModule> modules) {
    return stripe(modules)
        .map(module -> module.connectSandbox(SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY))
        .orElseGet(() -> Future.succeededFuture(false))
        .mapEmpty();
  }

  private static Optional<StripeModule> stripe(List<CmsModule> modules) {
    return modules.stream()
        .filter(StripeModule.class::isInstance)
        .map(StripeModule.class::cast)
        .findFirst();
  }
}
