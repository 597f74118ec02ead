package dev.karamon.server.testing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, but not forever. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Patience() {}

  /** An expectation about something that takes its time. */
  @FunctionalInterface
  public interface Expectation {
    /** Throws while it does not hold. */
    void check();
  }

  /** Returns as soon as the expectation holds; fails as it does when the time is over. */
  public static void until(Expectation expectation) {
    until(LIMIT, expectation);
  }

  /** Returns as soon as the expectation holds; fails as it does when the time is over. */
  public static void until(Duration limit, Expectation expectation) {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        expectation.check();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        pause();
      }
    }
  }

  /** The result of a future. */
  public static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A moment. */
  public static void pause() {
    pause(PAUSE);
  }

  /** As long as that. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
