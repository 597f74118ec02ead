package dev.karamon.stripe.gateway;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Checkout session to be opened.
 *
 * @param mode subscription or payment
 * @param items at least one
 * @param successUrl may hold {@code {CHECKOUT_SESSION_ID}}, which Stripe fills in
 * @param trialPeriodDays length of a trial in days; only for subscriptions
 * @param trialEnd end of a trial, instead of its length; only for subscriptions
 * @param clientReferenceId returned with the session and its events
 * @param metadata written to the session and to the subscription or payment that it makes
 */
public record NewCheckout(
    CheckoutMode mode,
    CustomerId customer,
    List<Item> items,
    String successUrl,
    String cancelUrl,
    Optional<Integer> trialPeriodDays,
    Optional<Instant> trialEnd,
    boolean allowPromotionCodes,
    String clientReferenceId,
    Map<String, String> metadata) {
  /**
   * One line of the page.
   *
   * @param quantity at least 1
   */
  public record Item(PriceId price, long quantity) {
    public Item {
      if (quantity < 1) {
        throw new IllegalArgumentException("The quantity of " + price + " is less than 1");
      }
    }
  }

  public NewCheckout {
    items = List.copyOf(items);
    metadata = Map.copyOf(metadata);
    var trial = trialPeriodDays.isPresent() || trialEnd.isPresent();
    if (items.isEmpty() || mode == CheckoutMode.SETUP) {
      throw new IllegalArgumentException("A checkout sells at least one price");
    }
    if (trial && mode != CheckoutMode.SUBSCRIPTION) {
      throw new IllegalArgumentException("Only a subscription has a trial");
    }
    if (trialPeriodDays.isPresent() && trialEnd.isPresent()) {
      throw new IllegalArgumentException("A trial is given by its length or by its end, not both");
    }
  }
}
