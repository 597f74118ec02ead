package dev.karamon.stripe.gateway;

import com.stripe.param.ChargeListParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.service.V1Services;
import dev.karamon.error.KaramonException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what a key may do, by reading one of each thing that is worked with here. */
final class KeyChecks {
  /**
   * One reading.
   *
   * @param permission what a key that may not read it lacks, when Stripe does not name it
   */
  private record Probe(String permission, StripeCalls.Sdk<?> call) {}

  private final V1Services stripe;

  KeyChecks(V1Services stripe) {
    this.stripe = stripe;
  }

  KeyCheck check() {
    try {
      var account = accountId();
      var missing = new LinkedHashSet<String>();
      probes().forEach(probe -> missing.addAll(missing(probe)));
      return missing.isEmpty() ? ok(account) : lacking(account, missing);
    } catch (KaramonException failure) {
      var state =
          failure.code() == StripeError.STRIPE_KEY_INVALID
              ? KeyCheck.State.INVALID_KEY
              : KeyCheck.State.UNREACHABLE;
      return new KeyCheck(state, failure.getMessage(), Optional.empty(), List.of());
    }
  }

  private static KeyCheck ok(Optional<String> account) {
    return new KeyCheck(KeyCheck.State.OK, "Stripe accepts the secret key.", account, List.of());
  }

  private static KeyCheck lacking(Optional<String> account, Set<String> missing) {
    return new KeyCheck(
        KeyCheck.State.MISSING_PERMISSION,
        "The secret key lacks permissions: " + String.join(", ", missing) + ".",
        account,
        List.copyOf(missing));
  }

  /** A restricted key may work well without being allowed to read the account. */
  private Optional<String> accountId() {
    try {
      return Optional.of(
          StripeCalls.read(
              () -> stripe.accounts().retrieveCurrent(), json -> Fields.text(json, "id")));
    } catch (KaramonException failure) {
      if (failure.code() == StripeError.STRIPE_KEY_PERMISSION) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private List<Probe> probes() {
    var customers = CustomerListParams.builder().setLimit(1L).build();
    var prices = PriceListParams.builder().setLimit(1L).build();
    var subscriptions = SubscriptionListParams.builder().setLimit(1L).build();
    var sessions = SessionListParams.builder().setLimit(1L).build();
    var invoices = InvoiceListParams.builder().setLimit(1L).build();
    var payments = PaymentIntentListParams.builder().setLimit(1L).build();
    var charges = ChargeListParams.builder().setLimit(1L).build();
    var disputes = DisputeListParams.builder().setLimit(1L).build();
    var events = EventListParams.builder().setLimit(1L).build();
    return List.of(
        new Probe("customers", () -> stripe.customers().list(customers)),
        new Probe("prices", () -> stripe.prices().list(prices)),
        new Probe("subscriptions", () -> stripe.subscriptions().list(subscriptions)),
        new Probe("checkout sessions", () -> stripe.checkout().sessions().list(sessions)),
        new Probe("invoices", () -> stripe.invoices().list(invoices)),
        new Probe("payment intents", () -> stripe.paymentIntents().list(payments)),
        new Probe("charges", () -> stripe.charges().list(charges)),
        new Probe("disputes", () -> stripe.disputes().list(disputes)),
        new Probe("events", () -> stripe.events().list(events)));
  }

  private static Set<String> missing(Probe probe) {
    try {
      StripeCalls.read(probe.call(), json -> json);
      return Set.of();
    } catch (KaramonException failure) {
      if (failure.code() != StripeError.STRIPE_KEY_PERMISSION) {
        throw failure;
      }
      var named = StripeFailures.permissions(failure.getMessage());
      return named.isEmpty() ? Set.of(probe.permission()) : named;
    }
  }
}
