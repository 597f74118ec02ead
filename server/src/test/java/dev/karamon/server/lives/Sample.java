package dev.karamon.server.lives;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Keeps the proof short: of too many plans it takes some, the same in every run. */
final class Sample {
  /** Printed with the results. */
  static final long SEED = Long.getLong("lives.seed", 20_260_729);

  /**
   * All plans of a life of four events with each of them lost, and more than half of those with
   * each of them twice; with 700 it is all of these, too.
   */
  private static final int DELIVERIES = Integer.getInteger("lives.deliveries", 400);

  private Sample() {}

  /** All of the plans, or as many as can be told with so many deliveries. */
  static List<Plan> of(List<Plan> plans) {
    var shuffled = new ArrayList<>(plans);
    Collections.shuffle(shuffled, new Random(SEED));
    var taken = new ArrayList<Plan>();
    var deliveries = 0;
    for (var plan : shuffled) {
      deliveries += plan.deliveries();
      if (deliveries > DELIVERIES) {
        break;
      }
      taken.add(plan);
    }
    return taken;
  }
}
