package dev.karamon.stripe.membership;

import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.gateway.Fetched;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A purchase as Stripe shows it, and what else determines when it counts from. Stripe does not show
 * when the money of a debit arrived, for the charge is as old as the order, nor when something free
 * was taken.
 *
 * @param cameAt when the money arrived, or the buyer was done, if an event reported it
 * @param readAt Stripe's time of the reading
 */
public record KnownPurchase(PurchaseState state, Optional<Instant> cameAt, Instant readAt) {
  /**
   * What was read.
   *
   * @param came when the money of purchases arrived, as far as events have reported it
   */
  static KnownPurchase of(Fetched<PurchaseState> read, Map<CheckoutSessionId, Instant> came) {
    var cameAt = Optional.ofNullable(came.get(read.value().session()));
    return new KnownPurchase(read.value(), cameAt, read.until());
  }

  /**
   * The purchase, counting from one fixed time: readings do not move what is in the mirror, and the
   * one event that reports it replaces their value, whichever came first.
   */
  PurchaseState after(Optional<PurchaseState> mirrored) {
    var fixed = cameAt.or(() -> mirrored.flatMap(PurchaseState::paidAt));
    return state.paidAt(
        state.isSettled()
            ? fixed.or(() -> mirrored.map(unpaid -> readAt)).or(this::shownAt)
            : fixed);
  }

  /** What has been read was done before. */
  private Optional<Instant> shownAt() {
    return state.paidAt().map(at -> at.isAfter(readAt) ? readAt : at);
  }
}
