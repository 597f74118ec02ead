package dev.karamon.module;

import dev.karamon.async.InTurn;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be closed, last opened first; each step has its own time limit, and none holds up the
 * others.
 */
final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final long STEP_SECONDS = 15;

  private final Deque<Supplier<Future<Void>>> steps = new ArrayDeque<>();

  void then(Supplier<Future<Void>> step) {
    steps.push(step);
  }

  Future<Void> run() {
    var newestFirst = List.copyOf(steps);
    steps.clear();
    return InTurn.each(newestFirst, Shutdown::timed);
  }

  private static Future<Void> timed(Supplier<Future<Void>> step) {
    return step.get()
        .timeout(STEP_SECONDS, TimeUnit.SECONDS)
        .onFailure(failure -> LOG.warn("A part did not close in order", failure))
        .otherwiseEmpty();
  }
}
