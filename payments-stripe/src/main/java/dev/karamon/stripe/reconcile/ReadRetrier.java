package dev.karamon.stripe.reconcile;

import dev.karamon.error.KaramonException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks again while the failure says that trying later helps: a comparison of hours does not end
 * because of a bad minute. Blocks meanwhile.
 */
final class ReadRetrier {
  /** Waits for a while. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Well below the time after which a silent run counts as dead, also twice in a row. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Clock clock;
  private final Pause pause;

  ReadRetrier(Clock clock) {
    this(clock, Thread::sleep);
  }

  ReadRetrier(Clock clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * What the call gives; no call begins later than two minutes after the first. Each wait is twice
   * as long as the one before, and as long as the failure asks for.
   */
  <T> T on(Supplier<T> call) {
    var latest = clock.instant().plus(LONGEST);
    for (var usual = Duration.ofSeconds(1); ; usual = usual.multipliedBy(2)) {
      try {
        return call.get();
      } catch (KaramonException e) {
        var asked = e.retryAfter().orElseThrow(() -> e);
        var wait = asked.compareTo(usual) > 0 ? asked : usual;
        if (clock.instant().plus(wait).isAfter(latest) || !waits(wait)) {
          throw e;
        }
      }
    }
  }

  /** False when that was interrupted: the process ends. */
  private boolean waits(Duration time) {
    try {
      pause.of(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
