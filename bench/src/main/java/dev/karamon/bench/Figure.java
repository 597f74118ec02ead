package dev.karamon.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One figure of several runs. */
record Figure(double min, double median, double max) {
  static <R> Figure of(List<R> runs, ToDoubleFunction<R> value) {
    var sorted = runs.stream().mapToDouble(value).sorted().toArray();
    var middle = sorted.length / 2;
    var median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Figure(sorted[0], median, sorted[sorted.length - 1]);
  }

  /** The distance between the extremes, in percent of the median. */
  long spread() {
    return Math.round((max - min) * 100 / median);
  }

  /** The median, with the extremes behind it. */
  String ranged(int decimals) {
    var number = "%,." + decimals + "f";
    return String.format(
        Locale.ROOT, number + " (" + number + "-" + number + ")", median, min, max);
  }

  /** The median alone. */
  String plain(int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", median);
  }
}
