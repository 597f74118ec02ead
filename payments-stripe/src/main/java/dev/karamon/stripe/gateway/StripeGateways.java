package dev.karamon.stripe.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import dev.karamon.secret.SecretText;

/** Gives the gateway of a secret key; thread-safe. */
public final class StripeGateways {
  /** The version of Stripe's API that everything here is written against. */
  public static final String API_VERSION = Stripe.API_VERSION;

  private static final int MAX_KEYS = 16;

  static {
    // It would leave an id in the home folder and send it along with every call.
    Stripe.enableTelemetry = false;
  }

  private final StripeGatewayConfig config;
  private final Cache<SecretText, StripeGateway> byKey =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

  public StripeGateways(StripeGatewayConfig config) {
    this.config = config;
  }

  /** Where people look at what the gateways speak of. */
  public StripeDashboard dashboard() {
    return new StripeDashboard(config.apiBase());
  }

  /** The gateway that calls with this key. */
  public StripeGateway of(SecretText key) {
    return byKey.get(key, this::connect);
  }

  private StripeGateway connect(SecretText key) {
    var builder =
        StripeClient.builder()
            .setApiKey(key.reveal())
            .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
            .setReadTimeout(Math.toIntExact(config.readTimeout().toMillis()))
            .setMaxNetworkRetries(config.maxNetworkRetries())
            .setHttpClient(new BoundedHttpClient(config.answerTimeout()));
    config.apiBase().ifPresent(base -> builder.setApiBase(base.toString().replaceAll("/+$", "")));
    return new StripeClientGateway(builder.build().v1());
  }
}
