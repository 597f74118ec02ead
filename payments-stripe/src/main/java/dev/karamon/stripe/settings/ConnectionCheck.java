package dev.karamon.stripe.settings;

import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.stripe.gateway.WebhookEndpoint;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What asking Stripe has shown. */
public record ConnectionCheck(
    @Schema(description = "What Stripe says about the secret key.") ConnectionHealth.State state,
    String message,
    @Schema(description = "Stripe's id of the account, if the key may read it.")
        Optional<String> accountId,
    @Schema(description = "What is still to be done; empty when everything is there.")
        List<Missing> missing) {
  /** One thing that is not there. */
  @Schema(name = "MissingForStripe")
  public record Missing(
      @Schema(description = "Short and stable, such as webhook_secret.") String what,
      @Schema(description = "One sentence that says what to do.") String message) {}

  public ConnectionCheck {
    missing = List.copyOf(missing);
  }

  /** Nothing can be asked without a key. */
  static ConnectionCheck withoutKey(StripeSettings settings, Instant now) {
    var missing = new ArrayList<Missing>();
    missing.add(new Missing("secret_key", "Enter the secret key of this mode."));
    missing.addAll(missingHere(settings, now));
    return new ConnectionCheck(
        ConnectionHealth.State.UNCHECKED,
        "There is no secret key to ask Stripe with.",
        Optional.empty(),
        missing);
  }

  /**
   * What the answers of Stripe mean.
   *
   * @param endpoints where Stripe sends events; empty when it did not say
   */
  static ConnectionCheck of(
      StripeSettings settings,
      KeyCheck check,
      Optional<List<WebhookEndpoint>> endpoints,
      WebhookTarget target,
      Instant now) {
    var missing = new ArrayList<Missing>();
    for (var permission : check.missingPermissions()) {
      missing.add(
          new Missing("permission", "Give the restricted key the permission " + permission + "."));
    }
    missing.addAll(missingHere(settings, now));
    endpoints.ifPresent(all -> missing.addAll(missingThere(all, target)));
    return new ConnectionCheck(
        ConnectionHealth.State.of(check.state()), check.message(), check.accountId(), missing);
  }

  private static List<Missing> missingHere(StripeSettings settings, Instant now) {
    var missing = new ArrayList<Missing>();
    if (settings.publishableKey().isEmpty()) {
      missing.add(new Missing("publishable_key", "Enter the publishable key of this mode."));
    }
    if (settings.liveWebhookSecrets(now).isEmpty()) {
      missing.add(
          new Missing(
              "webhook_secret", "Register the webhook, or enter the signing secret of one."));
    }
    return missing;
  }

  private static List<Missing> missingThere(List<WebhookEndpoint> endpoints, WebhookTarget target) {
    var ours = endpoints.stream().filter(one -> one.url().equals(target.url())).toList();
    if (ours.isEmpty()) {
      return List.of(
          new Missing("webhook_endpoint", "Stripe sends no events to " + target.url() + "."));
    }
    var enabled = ours.stream().filter(WebhookEndpoint::enabled).toList();
    if (enabled.isEmpty()) {
      return List.of(
          new Missing("webhook_endpoint", "Stripe has disabled the webhook. Register it again."));
    }
    var unsent =
        target.eventTypes().stream()
            .filter(type -> enabled.stream().noneMatch(one -> one.sends(type)))
            .toList();
    return unsent.isEmpty()
        ? List.of()
        : List.of(
            new Missing(
                "event_types",
                "Stripe does not send " + String.join(", ", unsent) + "; register it again."));
  }
}
