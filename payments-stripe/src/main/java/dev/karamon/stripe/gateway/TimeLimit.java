package dev.karamon.stripe.gateway;

import com.stripe.exception.ApiConnectionException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long work that calls Stripe may take, all its calls together: a call that is under way when
 * the time is over fails as if the connection had been lost, and so does every later one.
 */
final class TimeLimit {
  /** By {@link System#nanoTime}. */
  private static final ScopedValue<Long> END = ScopedValue.newInstance();

  /** One call. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws ApiConnectionException;
  }

  /** Interrupts whoever waits for an answer, which ends the waiting on a virtual thread. */
  private static final class Alarm {
    private final Thread caller = Thread.currentThread();
    private boolean over;
    private boolean rang;

    synchronized void ring() {
      if (!over) {
        rang = true;
        caller.interrupt();
      }
    }

    /** True when it rang; what comes after the call is not interrupted by it. */
    synchronized boolean end() {
      over = true;
      return rang && Thread.interrupted();
    }
  }

  private TimeLimit() {}

  /** When a time is over that begins now. */
  static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  /** The result of work whose calls to Stripe end then. */
  static <T> T until(long end, Callable<T> work) throws Exception {
    return ScopedValue.where(END, end).call(work::call);
  }

  /** A call within the work's time; without a limit where nobody has set one. */
  static <T> T within(Call<T> call) throws ApiConnectionException {
    if (!END.isBound()) {
      return call.run();
    }
    var left = END.get() - System.nanoTime();
    if (left <= 0) {
      throw over();
    }
    var alarm = new Alarm();
    var clock = new CompletableFuture<Void>().completeOnTimeout(null, left, TimeUnit.NANOSECONDS);
    var ringing = clock.thenRun(alarm::ring);
    try {
      return call.run();
    } catch (ApiConnectionException e) {
      throw alarm.end() ? over() : e;
    } finally {
      alarm.end();
      ringing.cancel(false);
      clock.cancel(false);
    }
  }

  private static ApiConnectionException over() {
    return new ApiConnectionException(
        "The time is over", new SocketTimeoutException("Stripe took too long for all calls"));
  }
}
