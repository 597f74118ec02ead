package dev.karamon.stripe.membership;

import dev.karamon.stripe.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a subscription is read again should nothing be heard of it. */
final class NextCheck {
  /** Time for the news that a change makes to arrive. */
  private static final Duration SLACK = Duration.ofHours(1);

  /** A first payment has to arrive within 23 hours. */
  private static final Duration FIRST_PAYMENT = Duration.ofHours(23);

  /** Where no change is foreseen. */
  private static final Duration DAILY = Duration.ofDays(1);

  private NextCheck() {}

  /** After the next change that is foreseen; empty for what has ended. */
  static Optional<Instant> of(SubscriptionState state, Instant known) {
    if (state.isEnded()) {
      return Optional.empty();
    }
    var next =
        foreseen(state)
            .filter(at -> at.isAfter(known))
            .min(Instant::compareTo)
            .map(at -> at.plus(SLACK))
            .orElse(known.plus(DAILY));
    return Optional.of(next);
  }

  private static Stream<Instant> foreseen(SubscriptionState state) {
    var firstPayment =
        state.isIncomplete()
            ? Stream.of(state.created().plus(FIRST_PAYMENT))
            : Stream.<Instant>empty();
    var periods = state.heldItems().flatMap(item -> item.periodEnd().stream());
    var planned = Stream.of(state.cancelAt(), state.trialEnd()).flatMap(Optional::stream);
    return Stream.of(periods, planned, firstPayment).flatMap(all -> all);
  }
}
