package dev.karamon.stripe.event;

import dev.karamon.http.Bodies;
import dev.karamon.http.Methods;
import dev.karamon.http.Mount;
import dev.karamon.stripe.settings.Integrations;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** Where Stripe sends events, of both modes. */
public final class WebhookRoutes implements Mount {
  private final Webhooks webhooks;

  public WebhookRoutes(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public void on(Router router) {
    router
        .route(Integrations.WEBHOOK_PATH)
        .handler(new Methods(Map.of(HttpMethod.POST, this::take)));
  }

  private void take(RoutingContext context) {
    var signature = Optional.ofNullable(context.request().getHeader("Stripe-Signature"));
    Bodies.read(context.request(), webhooks.maxBytes())
        .compose(body -> webhooks.take(signature, body))
        .onSuccess(kept ->
            context
                .response()
                .putHeader("Content-Type", "application/json")
                .end("{\"received\":true}"))
        .onFailure(context::fail);
  }
}
