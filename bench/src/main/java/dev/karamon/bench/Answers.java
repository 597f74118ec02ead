package dev.karamon.bench;

import java.util.Arrays;

/** How long each of many events waited for its answer. */
final class Answers {
  private final long[] sorted;

  Answers(long[] nanos) {
    this.sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** How many there are. */
  int count() {
    return sorted.length;
  }

  /** Milliseconds within which this part of the events was answered. */
  double within(double part) {
    var index = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }
}
