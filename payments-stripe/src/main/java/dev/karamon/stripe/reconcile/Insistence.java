package dev.karamon.stripe.reconcile;

import dev.karamon.error.KaramonException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks again while the failure says that trying later helps: a comparison of hours does not end
 * because of a bad minute. Blocks meanwhile.
 */
final class Insistence {
  /** Waits for a while. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Well below the time after which a silent run counts as dead. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Pause pause;

  Insistence() {
    this(Thread::sleep);
  }

  Insistence(Pause pause) {
    this.pause = pause;
  }

  /**
   * What the call gives, now or within three minutes; each wait is twice as long as the one before,
   * and as long as the failure asks for.
   */
  <T> T on(Supplier<T> call) {
    var left = LONGEST;
    for (var usual = Duration.ofSeconds(1); ; usual = usual.multipliedBy(2)) {
      try {
        return call.get();
      } catch (KaramonException e) {
        var asked = e.retryAfter().orElseThrow(() -> e);
        var wait = asked.compareTo(usual) > 0 ? asked : usual;
        left = left.minus(wait);
        if (left.isNegative() || !waits(wait)) {
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
