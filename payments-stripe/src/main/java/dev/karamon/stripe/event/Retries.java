package dev.karamon.stripe.event;

import dev.karamon.error.ErrorCode;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.gateway.StripeError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** When something that failed is tried again: exponentially later, with jitter, not forever. */
final class Retries {
  /** Tries before an event is dead; the waits between them are five to nine hours in all. */
  static final int MAX_ATTEMPTS = 20;

  /** The longest wait between two tries. */
  static final Duration LONGEST = Duration.ofHours(1);

  /** After so many tries the wait is the longest. */
  private static final int DOUBLINGS = 12;

  /** What is not the event's fault: over once Stripe answers, or an admin has fixed the key. */
  private static final Set<ErrorCode> AWAY =
      Set.of(
          StripeError.STRIPE_UNREACHABLE,
          StripeError.STRIPE_UNREADABLE,
          StripeError.STRIPE_RATE_LIMITED,
          StripeError.STRIPE_BUSY,
          StripeError.STRIPE_DISABLED,
          StripeError.STRIPE_KEY_INVALID,
          StripeError.STRIPE_KEY_PERMISSION);

  private Retries() {}

  /**
   * The tries that count, one more than before; while Stripe is away only as many as make the waits
   * long, so that no event dies of an outage, however long it lasts.
   */
  static int counted(int before, Throwable failure) {
    return isAway(failure) ? Math.max(before, Math.min(before + 1, DOUBLINGS)) : before + 1;
  }

  private static boolean isAway(Throwable failure) {
    return failure instanceof KaramonException named
        && AWAY.contains(named.code())
        && !StripeError.isUnknownShape(named);
  }

  /** When to try again after this many tries; empty when it was the last one. */
  static Optional<Instant> next(
      int attempts, Throwable failure, Instant now, RandomGenerator random) {
    if (attempts >= MAX_ATTEMPTS) {
      return Optional.empty();
    }
    var doubled = Duration.ofSeconds(1L << Math.min(attempts, DOUBLINGS));
    var wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    var jittered = wait.toMillis() / 2 + random.nextLong(wait.toMillis() / 2 + 1);
    var asked = retryAfter(failure).map(Duration::toMillis).orElse(0L);
    return Optional.of(now.plusMillis(Math.max(jittered, asked)));
  }

  private static Optional<Duration> retryAfter(Throwable failure) {
    return failure instanceof KaramonException named ? named.retryAfter() : Optional.empty();
  }
}
