package dev.karamon.sandbox.fault;

import java.util.random.RandomGenerator;

/**
 * How deliveries of events are made worse than they are.
 *
 * @param delayMs every delivery waits this long first
 * @param shuffleMs every delivery waits up to this long more, so that their order is lost
 * @param duplicatePercent how many of a hundred deliveries are made twice
 * @param dropPercent how many of a hundred deliveries are never made
 */
public record DeliveryFaults(int delayMs, int shuffleMs, int duplicatePercent, int dropPercent) {
  /** Deliveries as they should be. */
  public static final DeliveryFaults NONE = new DeliveryFaults(0, 0, 0, 0);

  private static final int MAX_WAIT_MS = 600_000;

  /** Refuses waits beyond ten minutes and percentages that are none. */
  public DeliveryFaults {
    check("delay_ms", delayMs, MAX_WAIT_MS);
    check("shuffle_ms", shuffleMs, MAX_WAIT_MS);
    check("duplicate_percent", duplicatePercent, 100);
    check("drop_percent", dropPercent, 100);
  }

  private static void check(String name, int value, int most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(name + " must be 0 to " + most + ", not " + value);
    }
  }

  /** How long one delivery waits, in milliseconds. */
  public long waitMs(RandomGenerator random) {
    return (long) delayMs + (shuffleMs == 0 ? 0 : random.nextInt(shuffleMs + 1));
  }

  /** Whether one delivery is lost. */
  public boolean drops(RandomGenerator random) {
    return random.nextInt(100) < dropPercent;
  }

  /** Whether one delivery is made twice. */
  public boolean duplicates(RandomGenerator random) {
    return random.nextInt(100) < duplicatePercent;
  }
}
