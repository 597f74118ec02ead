package dev.karamon.stripe.gateway;

import dev.karamon.stripe.SubscriptionState;
import java.util.List;

/**
 * Some of the account's subscriptions.
 *
 * @param states newest first
 * @param more true when older ones follow
 */
public record SubscriptionPage(List<SubscriptionState> states, boolean more) {
  public SubscriptionPage {
    states = List.copyOf(states);
  }
}
