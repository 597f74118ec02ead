package dev.karamon.stripe.gateway;

import com.stripe.param.checkout.SessionCreateParams;
import java.time.Instant;

/** A new checkout in the words of stripe-java. */
final class CheckoutParams {
  private CheckoutParams() {}

  static SessionCreateParams of(NewCheckout checkout) {
    var params =
        SessionCreateParams.builder()
            .setCustomer(checkout.customer().value())
            .setSuccessUrl(checkout.successUrl())
            .setCancelUrl(checkout.cancelUrl())
            .setClientReferenceId(checkout.clientReferenceId())
            .putAllMetadata(checkout.metadata());
    if (checkout.allowPromotionCodes()) {
      params.setAllowPromotionCodes(true);
    }
    checkout.items().forEach(item -> params.addLineItem(lineItem(item)));
    return switch (checkout.mode()) {
      case SUBSCRIPTION ->
          params
              .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
              .setSubscriptionData(subscription(checkout))
              .build();
      case PAYMENT ->
          params
              .setMode(SessionCreateParams.Mode.PAYMENT)
              .setPaymentIntentData(
                  SessionCreateParams.PaymentIntentData.builder()
                      .putAllMetadata(checkout.metadata())
                      .build())
              .build();
      case SETUP -> throw new IllegalArgumentException("A checkout sells at least one price");
    };
  }

  private static SessionCreateParams.LineItem lineItem(NewCheckout.Item item) {
    return SessionCreateParams.LineItem.builder()
        .setPrice(item.price().value())
        .setQuantity(item.quantity())
        .build();
  }

  private static SessionCreateParams.SubscriptionData subscription(NewCheckout checkout) {
    var data = SessionCreateParams.SubscriptionData.builder().putAllMetadata(checkout.metadata());
    checkout.trialPeriodDays().map(Integer::longValue).ifPresent(data::setTrialPeriodDays);
    checkout.trialEnd().map(Instant::getEpochSecond).ifPresent(data::setTrialEnd);
    return data.build();
  }
}
