package dev.karamon.server.lives;

import java.time.Instant;
import java.util.Optional;

/**
 * The money for a purchase that was not there when it was ordered; for nothing it comes at once,
 * but after the page was opened.
 *
 * @param ordered the step at which the buyer was done
 * @param came the step at which Stripe told that the money has come
 */
record LateMoney(Life life, int ordered, int came) {
  /** The money for a Checkout session, if it came late. */
  static Optional<LateMoney> of(Life life, String session) {
    var ordered = life.step("checkout.session.completed", session);
    return life.step("checkout.session.async_payment_succeeded", session)
        .or(() -> ordered.filter(step -> isFree(life, session)))
        .flatMap(came -> ordered.map(step -> new LateMoney(life, step, came)));
  }

  private static boolean isFree(Life life, String session) {
    return life.objectAt(life.last(), "checkout.session", session)
        .filter(shown -> shown.path("payment_status").textValue().equals("no_payment_required"))
        .isPresent();
  }

  Instant time() {
    return life.timeAt(came);
  }

  /** Whether the product was told when it came. */
  boolean isTold(Telling telling) {
    return telling.plan().sent().contains(came);
  }

  /**
   * Whether the purchase may count from this time. Who is not told sees some time later that the
   * money is there; and who never saw that it was not cannot know that it came late.
   */
  boolean mayHaveCome(Instant time, Telling telling) {
    if (isTold(telling)) {
      return time.equals(time());
    }
    var isSeen = !time.isBefore(time()) && !time.isAfter(Instant.now());
    return isSeen || (time.equals(life.timeAt(ordered)) && !isSeenBefore(telling));
  }

  /** Whether the product has certainly looked at the purchase before. */
  private boolean isSeenBefore(Telling telling) {
    return telling.plan().sent().contains(ordered) && telling.stripeWasAt(ordered) < came;
  }
}
