package dev.karamon.server.lives;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * In which order events are sent, and what goes wrong on the way.
 *
 * @param waves the steps whose events are sent at once; a wave waits until the one before is done
 */
record Plan(String what, List<List<Integer>> waves) {
  /** One after the other. */
  static Plan asIs(List<Integer> order) {
    return new Plan("as is", oneByOne(order));
  }

  /** All at the same time. */
  static Plan atOnce(List<Integer> steps) {
    return new Plan("all at once", List.of(steps));
  }

  /** Each event twice at the same moment; and each of them again after everything else. */
  static Stream<Plan> withEachTwice(List<Integer> order) {
    return Stream.concat(
        order.stream().map(step -> twiceAtOnce(order, step)), Stream.of(allAgain(order)));
  }

  /** Each event never. */
  static Stream<Plan> withEachLost(List<Integer> order) {
    return order.stream().map(step -> without(order, step));
  }

  /** One in three again, sooner or later than the first time. */
  static Plan withSomeTwice(List<Integer> order) {
    var random = new Random(Sample.SEED + order.hashCode());
    var some = new ArrayList<>(order);
    for (int step : order) {
      if (random.nextInt(3) == 0) {
        some.add(random.nextInt(some.size() + 1), step);
      }
    }
    return new Plan("some twice", oneByOne(some));
  }

  /** One in three never. */
  static Plan withSomeLost(List<Integer> order) {
    var random = new Random(Sample.SEED + order.hashCode());
    var rest = order.stream().filter(step -> random.nextInt(3) > 0).toList();
    return new Plan("some lost", oneByOne(rest));
  }

  /** The steps that are sent, each once. */
  List<Integer> sent() {
    return waves.stream().flatMap(List::stream).distinct().toList();
  }

  /** The last step that has happened when a step is sent for the first time. */
  int reachedWith(int step) {
    var reached = -1;
    for (var wave : waves) {
      reached = Math.max(reached, Collections.max(wave));
      if (wave.contains(step)) {
        return reached;
      }
    }
    throw new IllegalArgumentException(step + " is never sent");
  }

  /** How many times something is sent. */
  int deliveries() {
    return waves.stream().mapToInt(List::size).sum();
  }

  private static Plan twiceAtOnce(List<Integer> order, int step) {
    var waves =
        order.stream().map(each -> each == step ? List.of(each, each) : List.of(each)).toList();
    return new Plan(step + " twice at once", waves);
  }

  private static Plan allAgain(List<Integer> order) {
    var waves = new ArrayList<>(oneByOne(order));
    waves.addAll(oneByOne(order));
    return new Plan("all again at the end", waves);
  }

  private static Plan without(List<Integer> order, int step) {
    return new Plan(step + " lost", oneByOne(order.stream().filter(each -> each != step).toList()));
  }

  private static List<List<Integer>> oneByOne(List<Integer> order) {
    return order.stream().map(List::of).toList();
  }
}
