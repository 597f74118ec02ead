package dev.karamon.bench;

/**
 * How much is measured.
 *
 * @param concurrency requests under way at once
 * @param warmUp events before anything is measured
 * @param events events that are measured, in each row
 * @param customers customers that the events are about, in turn
 * @param members members with a subscription that are there; at least one for each customer
 * @param rounds how often each row is measured
 * @param rate events sent a second; 0 for as many as are answered
 */
record BenchPlan(
    int concurrency, int warmUp, int events, int customers, int members, int rounds, int rate) {
  BenchPlan {
    atLeast(1, concurrency, "--concurrency");
    atLeast(0, warmUp, "--warm-up");
    atLeast(1, events, "--events");
    atLeast(1, customers, "--customers");
    atLeast(customers, members, "--members");
    atLeast(1, rounds, "--rounds");
    atLeast(0, rate, "--rate");
    if ((long) warmUp + events > 2_000_000) {
      throw new IllegalArgumentException("--warm-up and --events together: at most 2000000.");
    }
  }

  /** All events that one row takes. */
  int total() {
    return warmUp + events;
  }

  private static void atLeast(int least, int value, String flag) {
    if (value < least) {
      throw new IllegalArgumentException(flag + " has to be at least " + least + ".");
    }
  }
}
