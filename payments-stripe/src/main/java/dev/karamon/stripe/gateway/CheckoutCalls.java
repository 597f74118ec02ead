package dev.karamon.stripe.gateway;

import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.service.V1Services;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CheckoutSessionId;
import java.time.Instant;
import java.util.Optional;

/** Opens, reads and expires Checkout sessions. */
final class CheckoutCalls {
  private static final long PAGE = 100;

  private final V1Services stripe;

  CheckoutCalls(V1Services stripe) {
    this.stripe = stripe;
  }

  CheckoutPage create(NewCheckout checkout, RequestOptions once) {
    var params = CheckoutParams.of(checkout);
    return StripeCalls.read(
        () -> stripe.checkout().sessions().create(params, once), CheckoutPage::require);
  }

  Optional<CheckoutPage> find(CheckoutSessionId id) {
    return StripeCalls.find(
        () -> stripe.checkout().sessions().retrieve(id.value()), CheckoutPage::require);
  }

  Optional<CheckoutPage> expire(CheckoutSessionId id) {
    try {
      return StripeCalls.find(
          () -> stripe.checkout().sessions().expire(id.value()), CheckoutPage::require);
    } catch (KaramonException refusal) {
      if (refusal.code() != StripeError.STRIPE_REFUSED) {
        throw refusal;
      }
      var page = find(id);
      if (page.filter(CheckoutPage::isOpen).isPresent()) {
        throw refusal;
      }
      return page;
    }
  }

  CompletedCheckouts completed(Instant since, Optional<CheckoutSessionId> startingAfter) {
    var params =
        SessionListParams.builder()
            .setStatus(SessionListParams.Status.COMPLETE)
            .setCreated(SessionListParams.Created.builder().setGte(since.getEpochSecond()).build())
            .setLimit(PAGE);
    startingAfter.map(CheckoutSessionId::value).ifPresent(params::setStartingAfter);
    var page = StripeCalls.page(() -> stripe.checkout().sessions().list(params.build())).value();
    return new CompletedCheckouts(
        page.items().stream().map(CheckoutPage::require).toList(), !page.complete());
  }
}
