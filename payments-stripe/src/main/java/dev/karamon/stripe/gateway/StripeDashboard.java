package dev.karamon.stripe.gateway;

import dev.karamon.stripe.StripeMode;
import java.net.URI;
import java.util.Optional;

/**
 * The pages on which people look at objects of Stripe.
 *
 * @param apiBase the sandbox, which has a dashboard of its own; empty for Stripe
 */
public record StripeDashboard(Optional<URI> apiBase) {
  /** The address of an object's page, with {@code {kind}} and {@code {id}} to be filled in. */
  public String objectUrl(StripeMode mode) {
    return apiBase
        .map(base -> base.toString().replaceAll("/+$", "") + "/dashboard/objects/{id}")
        .orElse(
            mode == StripeMode.TEST
                ? "https://dashboard.stripe.com/test/{kind}/{id}"
                : "https://dashboard.stripe.com/{kind}/{id}");
  }
}
