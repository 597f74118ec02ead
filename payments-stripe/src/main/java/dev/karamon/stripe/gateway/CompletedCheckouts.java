package dev.karamon.stripe.gateway;

import java.util.List;

/**
 * Some of the account's Checkout sessions that were completed.
 *
 * @param checkouts newest first
 * @param more true when older ones follow
 */
public record CompletedCheckouts(List<CheckoutPage> checkouts, boolean more) {
  public CompletedCheckouts {
    checkouts = List.copyOf(checkouts);
  }
}
