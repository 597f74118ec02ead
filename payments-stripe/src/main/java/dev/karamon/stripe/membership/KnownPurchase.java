package dev.karamon.stripe.membership;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.gateway.Fetched;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A purchase as Stripe shows it, and what else tells from when it counts. Stripe does not show when
 * the money of a debit came: the charge is as old as the order of it.
 *
 * @param cameAt when the money came, should an event have told
 * @param readAt Stripe's time of the reading
 */
public record KnownPurchase(PurchaseState state, Optional<Instant> cameAt, Instant readAt) {
  /**
   * What was read.
   *
   * @param came when the money of purchases came, as far as events have told
   */
  static KnownPurchase of(Fetched<PurchaseState> read, Map<CheckoutSessionId, Instant> came) {
    var cameAt = Optional.ofNullable(came.get(read.value().session()));
    return new KnownPurchase(read.value(), cameAt, read.until());
  }

  /**
   * The purchase, counting from one time for good: readings do not move what is in the mirror, and
   * the one event that tells replaces what they made of it, whichever came first.
   */
  PurchaseState after(Optional<PurchaseState> mirrored) {
    var fixed = cameAt.or(() -> mirrored.flatMap(PurchaseState::paidAt));
    return state.paidAt(
        state.isSettled()
            ? fixed.or(() -> mirrored.map(unpaid -> readAt)).or(state::paidAt)
            : fixed);
  }
}
