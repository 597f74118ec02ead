package dev.karamon.stripe.settings;

import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretText;
import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeGateways;
import dev.karamon.stripe.gateway.StripeThreads;
import dev.karamon.stripe.gateway.WebhookEndpoint;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Asks Stripe about secret keys. */
final class SecretKeys {
  /**
   * What a key shows.
   *
   * @param endpoints where Stripe sends events; empty when it did not say
   */
  record Found(KeyCheck check, Optional<List<WebhookEndpoint>> endpoints) {}

  private final StripeGateways gateways;
  private final StripeThreads threads;

  SecretKeys(StripeGateways gateways, StripeThreads threads) {
    this.gateways = gateways;
    this.threads = threads;
  }

  /**
   * What Stripe says of a key, if one is given; one that Stripe definitely does not know is {@code
   * STRIPE_KEY_INVALID} at its field. Stripe being out of reach is an answer, not a failure.
   */
  Future<Optional<KeyCheck>> checked(Optional<SecretText> key) {
    if (key.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    var gateway = gateways.of(key.get());
    return threads
        .run(gateway::checkKey)
        .recover(SecretKeys::notAsked)
        .map(check -> {
          if (check.state() == KeyCheck.State.INVALID_KEY) {
            throw KaramonException.field(
                StripeError.STRIPE_KEY_INVALID, "secret_key", check.message());
          }
          return Optional.of(check);
        });
  }

  /** What Stripe says of a key and, as far as the key may know, where it sends events. */
  Future<Found> explored(SecretText key) {
    var gateway = gateways.of(key);
    return threads.run(() -> {
      var check = gateway.checkKey();
      var reachable =
          check.state() == KeyCheck.State.OK || check.state() == KeyCheck.State.MISSING_PERMISSION;
      return new Found(check, reachable ? endpoints(gateway) : Optional.empty());
    });
  }

  private static Optional<List<WebhookEndpoint>> endpoints(StripeGateway gateway) {
    try {
      return Optional.of(gateway.webhookEndpoints().value());
    } catch (KaramonException untold) {
      return Optional.empty();
    }
  }

  private static Future<KeyCheck> notAsked(Throwable failure) {
    return failure instanceof KaramonException named
        ? Future.succeededFuture(
            new KeyCheck(
                KeyCheck.State.UNREACHABLE, named.getMessage(), Optional.empty(), List.of()))
        : Future.failedFuture(failure);
  }
}
