package dev.karamon.stripe;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A one-time purchase as Stripe describes it: a Checkout session of mode {@code payment} that is
 * complete.
 *
 * @param customer absent when the buyer stayed a guest
 * @param paymentStatus {@code paid}, {@code unpaid} or {@code no_payment_required}, as Stripe
 *     spells it; a delayed payment is unpaid at first
 * @param paidAt when it counts as paid; Stripe shows when it was charged, or until when the page of
 *     what was free could be finished; absent while unpaid
 * @param paymentIntent the payment; absent when there was nothing to pay
 * @param refunded true when all of it was paid back
 * @param disputeLost true when the buyer's bank took the money back
 * @param prices what was bought, each price once
 * @param created when the session was opened
 */
public record PurchaseState(
    CheckoutSessionId session,
    StripeMode mode,
    Optional<CustomerId> customer,
    String paymentStatus,
    Optional<Instant> paidAt,
    Optional<String> paymentIntent,
    boolean refunded,
    boolean disputeLost,
    List<PriceId> prices,
    Instant created,
    Optional<String> clientReferenceId,
    Map<String, String> metadata) {
  private static final Set<String> SETTLED = Set.of("paid", "no_payment_required");

  public PurchaseState {
    prices = List.copyOf(prices);
    metadata = Map.copyOf(metadata);
  }

  /** The same, paid at this time. */
  public PurchaseState paidAt(Optional<Instant> time) {
    return new PurchaseState(
        session,
        mode,
        customer,
        paymentStatus,
        time,
        paymentIntent,
        refunded,
        disputeLost,
        prices,
        created,
        clientReferenceId,
        metadata);
  }

  /** True for a payment status that leaves nothing to pay: paid in full, or free. */
  public static boolean isSettled(String paymentStatus) {
    return SETTLED.contains(paymentStatus);
  }

  /** True when nothing is left to pay. */
  public boolean isSettled() {
    return isSettled(paymentStatus);
  }
}
