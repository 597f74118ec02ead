package dev.karamon.bench;

/**
 * How much is measured.
 *
 * @param concurrency requests under way at once
 * @param warmUp events before anything is measured
 * @param events events that are measured, in each row
 * @param customers customers that the events are about, in turn
 * @param members members with a subscription that are there; at least one for each customer
 * @param rounds how often that many are measured
 * @param rate events sent a second; 0 for as many as are answered
 */
record BenchPlan(
    int concurrency, int warmUp, int events, int customers, int members, int rounds, int rate) {
  /** Events a second that any server takes without effort. */
  static final int EASY_RATE = 100;

  private static final int MOST_EASY_EVENTS = 6_000;

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

  /** Whether servers get as much as they take, so that half of it can be told. */
  boolean findsTopRate() {
    return rate == 0;
  }

  /** Events at the easy rate: for a minute at most. */
  int easyEvents() {
    return Math.clamp(events / 10, 1, MOST_EASY_EVENTS);
  }

  /** Whether there are members that no event is about. */
  boolean hasBystanders() {
    return members > customers;
  }

  /** The same without the members that no event is about. */
  BenchPlan withoutBystanders() {
    return new BenchPlan(concurrency, warmUp, events, customers, customers, rounds, rate);
  }

  private static void atLeast(int least, int value, String flag) {
    if (value < least) {
      throw new IllegalArgumentException(flag + " has to be at least " + least + ".");
    }
  }
}
