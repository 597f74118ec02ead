package dev.karamon.stripe.settings;

import dev.karamon.error.KaramonException;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.StripeError;
import dev.karamon.stripe.gateway.StripeGateway;
import dev.karamon.stripe.gateway.StripeGateways;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the gateway of a mode by the settings of the moment. */
public final class StripeConnections {
  /** A mode and the way to Stripe in it. */
  public record Connection(StripeMode mode, StripeGateway gateway) {}

  private static final Logger LOG = LoggerFactory.getLogger(StripeConnections.class);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Integrations integrations;
  private final StripeGateways gateways;
  private final Set<StripeMode> noting = ConcurrentHashMap.newKeySet();

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

  /** Notes a failure that says something of the key of a mode, for admins to see. */
  public void note(StripeMode mode, Throwable failure) {
    if (failure instanceof KaramonException named && StripeError.isKeyRefused(named)) {
      LOG.warn("Stripe refuses the secret key of {} mode: {}", mode.wire(), named.getMessage());
      store(mode, named);
    }
  }

  private void store(StripeMode mode, KaramonException refusal) {
    if (noting.add(mode)) {
      integrations
          .keyRefused(mode, refusal)
          .onFailure(other -> LOG.warn("That could not be stored: {}", other.getMessage()))
          .onComplete(done -> noting.remove(mode));
    }
  }

  /** A mode that has a secret key, enabled or not. */
  public Optional<Connection> of(StripeMode mode) {
    return integrations
        .current()
        .secretKey(mode)
        .map(key -> new Connection(mode, gateways.of(key)));
  }
}
