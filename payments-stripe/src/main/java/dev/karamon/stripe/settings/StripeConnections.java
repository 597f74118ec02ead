package dev.karamon.stripe.settings;

import dev.karamon.error.KaramonException;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeGateways;
import java.time.Duration;
import java.util.Optional;

/** Gives the gateway of a mode by the settings of the moment. */
public final class StripeConnections {
  /** A mode and the way to Stripe in it. */
  public record Connection(StripeMode mode, StripeGateway gateway) {}

  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Integrations integrations;
  private final StripeGateways gateways;

  public StripeConnections(Integrations integrations, StripeGateways gateways) {
    this.integrations = integrations;
    this.gateways = gateways;
  }

  /** The mode that members pay in; {@code STRIPE_DISABLED} while Stripe is switched off. */
  public Connection active() {
    return ifActive()
        .orElseThrow(() ->
            KaramonException.tryLater(
                StripeError.STRIPE_DISABLED, "Payments are switched off right now.", RETRY));
  }

  /** The mode that members pay in; empty while Stripe is switched off. */
  public Optional<Connection> ifActive() {
    return integrations.current().active().flatMap(this::of);
  }

  /** A mode that has a secret key, enabled or not. */
  public Optional<Connection> of(StripeMode mode) {
    return integrations
        .current()
        .secretKey(mode)
        .map(key -> new Connection(mode, gateways.of(key)));
  }
}
