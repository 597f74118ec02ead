package dev.karamon.stripe.checkout;

import dev.karamon.id.EndpointId;
import dev.karamon.id.MemberId;
import dev.karamon.stripe.PriceId;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint sells to a member.
 *
 * @param products a price listed twice means quantity 2
 * @param trialEnd Unix seconds
 * @param severalAllowed whether a member may subscribe to the same price again
 */
public record CheckoutOrder(
    MemberId member,
    EndpointId endpoint,
    List<PriceId> products,
    String returnUrl,
    String returnErrUrl,
    Optional<Integer> trialPeriodDays,
    Optional<Long> trialEnd,
    boolean allowPromotionCodes,
    boolean severalAllowed) {
  public CheckoutOrder {
    products = List.copyOf(products);
  }

  boolean hasTrial() {
    return trialPeriodDays.isPresent() || trialEnd.isPresent();
  }

  CheckoutOrder withoutTrial() {
    return new CheckoutOrder(
        member,
        endpoint,
        products,
        returnUrl,
        returnErrUrl,
        Optional.empty(),
        Optional.empty(),
        allowPromotionCodes,
        severalAllowed);
  }
}
