package dev.karamon.stripe.event;

import dev.karamon.error.KaramonException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When something that failed is tried again: exponentially later, with jitter, not forever. */
final class Retries {
  /** Tries before an event is dead; with the waits between them five to nine hours. */
  static final int MAX_ATTEMPTS = 20;

  /** The longest wait between two tries. */
  static final Duration LONGEST = Duration.ofHours(1);

  private Retries() {}

  /** The next try after so many; empty when it was the last one. */
  static Optional<Instant> next(
      int attempts, Throwable failure, Instant now, RandomGenerator random) {
    if (attempts >= MAX_ATTEMPTS) {
      return Optional.empty();
    }
    var doubled = Duration.ofSeconds(1L << Math.min(attempts, 12));
    var wait = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    var jittered = wait.toMillis() / 2 + random.nextLong(wait.toMillis() / 2 + 1);
    var asked = retryAfter(failure).map(Duration::toMillis).orElse(0L);
    return Optional.of(now.plusMillis(Math.max(jittered, asked)));
  }

  private static Optional<Duration> retryAfter(Throwable failure) {
    return failure instanceof KaramonException named ? named.retryAfter() : Optional.empty();
  }
}
