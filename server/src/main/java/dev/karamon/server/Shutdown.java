package dev.karamon.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/** What has to be closed when the process ends, the newest first. Thread-safe. */
final class Shutdown {
  /** Closes one thing, within a bound of its own. */
  interface Step {
    void run() throws Exception;
  }

  private record NamedStep(String name, Step step) {}

  private final Deque<NamedStep> steps = new ArrayDeque<>();
  private boolean begun;

  /** Also runs when the process is asked to stop, by a signal or by {@code System.exit}. */
  void runAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::run, "shutdown"));
  }

  /** To be closed at the end; at once where the end has begun. */
  synchronized void add(String name, Step step) {
    var added = new NamedStep(name, step);
    if (begun) {
      run(added);
    } else {
      steps.push(added);
    }
  }

  synchronized void run() {
    begun = true;
    while (!steps.isEmpty()) {
      run(steps.pop());
    }
  }

  private static void run(NamedStep named) {
    // Not a constant: this class is loaded before the configuration says how to log.
    var log = LoggerFactory.getLogger(Shutdown.class);
    log.debug("Stopping {}", named.name());
    try {
      named.step().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.warn("{} did not stop cleanly", named.name(), e);
    }
  }
}
