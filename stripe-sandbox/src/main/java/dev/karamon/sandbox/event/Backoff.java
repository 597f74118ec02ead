package dev.karamon.sandbox.event;

import java.time.Duration;
import java.util.List;

/** The pauses between attempts: short at first, so that a receiver may restart meanwhile. */
final class Backoff {
  private static final List<Integer> SECONDS =
      List.of(1, 2, 4, 8, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 28800);

  private Backoff() {}

  static boolean exhausted(int attempts) {
    return attempts > SECONDS.size();
  }

  static Duration afterAttempt(int attempts) {
    return Duration.ofSeconds(SECONDS.get(attempts - 1));
  }
}
