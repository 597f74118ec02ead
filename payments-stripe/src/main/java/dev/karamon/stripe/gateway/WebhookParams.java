package dev.karamon.stripe.gateway;

import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Webhook endpoints in the words of stripe-java. */
final class WebhookParams {
  private WebhookParams() {}

  static WebhookEndpointCreateParams create(
      String url, Set<String> eventTypes, Map<String, String> metadata) {
    var params =
        WebhookEndpointCreateParams.builder()
            .setUrl(url)
            .setApiVersion(
                named(
                    WebhookEndpointCreateParams.ApiVersion.values(),
                    WebhookEndpointCreateParams.ApiVersion::getValue,
                    StripeGateways.API_VERSION))
            .putAllMetadata(metadata);
    for (var type : eventTypes) {
      params.addEnabledEvent(
          named(
              WebhookEndpointCreateParams.EnabledEvent.values(),
              WebhookEndpointCreateParams.EnabledEvent::getValue,
              type));
    }
    return params.build();
  }

  static WebhookEndpointUpdateParams enable(Set<String> eventTypes) {
    var params = WebhookEndpointUpdateParams.builder().setDisabled(false);
    for (var type : eventTypes) {
      params.addEnabledEvent(
          named(
              WebhookEndpointUpdateParams.EnabledEvent.values(),
              WebhookEndpointUpdateParams.EnabledEvent::getValue,
              type));
    }
    return params.build();
  }

  private static <E> E named(E[] all, Function<E, String> name, String wanted) {
    return Arrays.stream(all)
        .filter(one -> name.apply(one).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Stripe knows no " + wanted));
  }
}
