package dev.karamon.server.lives;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The orders that events are tried in: all of them where that is feasible, else every order of each
 * few that follow one another, and a sample of all others.
 */
final class Orders {
  private static final int ALL = 6;
  private static final int WINDOW = 3;
  private static final int SAMPLE = 60;
  private static final int FEW = 5;

  private Orders() {}

  static List<List<Integer>> of(List<Integer> steps) {
    return steps.size() <= ALL ? permutations(steps) : some(steps);
  }

  private static List<List<Integer>> some(List<Integer> steps) {
    var orders = new LinkedHashSet<List<Integer>>();
    for (int from = 0; from + WINDOW <= steps.size(); from++) {
      var until = from + WINDOW;
      for (var middle : permutations(steps.subList(from, until))) {
        orders.add(joined(steps.subList(0, from), middle, steps.subList(until, steps.size())));
      }
    }
    drawn(steps, SAMPLE).forEach(orders::add);
    return List.copyOf(orders);
  }

  /** A few orders, any of them. */
  static Stream<List<Integer>> drawn(List<Integer> steps) {
    return drawn(steps, FEW);
  }

  private static Stream<List<Integer>> drawn(List<Integer> steps, int orders) {
    var random = new Random(Sample.SEED);
    return Stream.generate(
            () -> {
              var shuffled = new ArrayList<>(steps);
              Collections.shuffle(shuffled, random);
              return List.copyOf(shuffled);
            })
        .limit(orders);
  }

  private static List<List<Integer>> permutations(List<Integer> steps) {
    if (steps.isEmpty()) {
      return List.of(List.of());
    }
    var found = new ArrayList<List<Integer>>();
    for (var first : steps) {
      var rest = steps.stream().filter(step -> !step.equals(first)).toList();
      permutations(rest).forEach(tail -> found.add(joined(List.of(), List.of(first), tail)));
    }
    return found;
  }

  private static List<Integer> joined(
      List<Integer> before, List<Integer> middle, List<Integer> after) {
    return Stream.of(before, middle, after).flatMap(List::stream).toList();
  }
}
