package dev.karamon.stripe.checkout;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** When Stripe lets a trial end that begins at a checkout. */
final class TrialEnds {
  private static final Duration SHORTEST = Duration.ofDays(2);
  private static final int MOST_YEARS = 5;

  private TrialEnds() {}

  /**
   * Why Stripe would not take this end now; empty when it would.
   *
   * @param end Unix seconds; any number
   */
  static Optional<String> refusal(long end, Instant now) {
    if (end < now.plus(SHORTEST).getEpochSecond()) {
      return Optional.of(
          "trial_end has to be at least 48 hours in the future, or Stripe refuses the checkout."
              + " Give a later time, or use trial_period_days.");
    }
    if (end > now.atOffset(ZoneOffset.UTC).plusYears(MOST_YEARS).toEpochSecond()) {
      return Optional.of(
          "trial_end is at most "
              + MOST_YEARS
              + " years in the future; it is given in Unix seconds, not in milliseconds.");
    }
    return Optional.empty();
  }
}
