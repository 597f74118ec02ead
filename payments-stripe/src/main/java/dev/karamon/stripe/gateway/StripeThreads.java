package dev.karamon.stripe.gateway;

import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work that blocks on Stripe, each piece on a virtual thread of its own; thread-safe. Work
 * does not run other work here and wait for it: with all places taken both would wait forever.
 */
public final class StripeThreads {
  /**
   * The bounds.
   *
   * @param running pieces of work at one time
   * @param waiting pieces of work that may wait for a place
   * @param patience how long they do
   * @param longest how long a piece of work may call Stripe, from when it was brought here
   */
  public record Limits(int running, int waiting, Duration patience, Duration longest) {}

  private static final Logger LOG = LoggerFactory.getLogger(StripeThreads.class);

  /** Somebody waits for the answer, and a proxy between them and here gives up after 30 s. */
  private static final Limits USUAL =
      new Limits(64, 1_000, Duration.ofSeconds(10), Duration.ofSeconds(25));

  /** A customer who has bought hundreds of things is read in many calls. */
  private static final Limits READINGS =
      new Limits(64, 64, Duration.ofSeconds(10), Duration.ofMinutes(2));

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final long DRAIN_SECONDS = 5;

  private final Vertx vertx;
  private final Places usual;
  private final Places readings = new Places(READINGS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("stripe-", 0).factory());

  public StripeThreads(Vertx vertx) {
    this(vertx, USUAL);
  }

  /** The same with other bounds of work that somebody waits for. */
  public StripeThreads(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.usual = new Places(limits);
  }

  /**
   * The result of the work, on the context of the caller; {@code STRIPE_BUSY} when no place becomes
   * free in time, {@code STRIPE_UNREACHABLE} when Stripe takes too long.
   */
  public <T> Future<T> run(Callable<T> work) {
    return usual.run(work);
  }

  /** The same for work that nobody waits for: it takes no place from what somebody waits for. */
  public <T> Future<T> runReading(Callable<T> work) {
    return readings.run(work);
  }

  /**
   * The result of long work, on a thread that is not counted: it may itself wait for work that runs
   * here.
   */
  public <T> Future<T> runLong(Callable<T> work) {
    return start(() -> outcome(work), () -> {});
  }

  private <T> Future<T> start(Supplier<Future<T>> work, Runnable refused) {
    var context = vertx.getOrCreateContext();
    var promise = Promise.<T>promise();
    try {
      threads.execute(() -> {
        var done = work.get();
        context.runOnContext(back -> done.onComplete(promise));
      });
    } catch (RejectedExecutionException closed) {
      refused.run();
      return Future.failedFuture(busy());
    }
    return promise.future();
  }

  private static <T> Future<T> outcome(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (InterruptedException e) {
      return interrupted();
    } catch (Exception | Error e) {
      return Future.failedFuture(e);
    }
  }

  /** Accepts no new work, and waits a while for what is under way; then that is interrupted. */
  public Future<Void> close() {
    threads.shutdown();
    return vertx.executeBlocking(() -> {
      if (!threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Interrupting calls to Stripe that are still under way");
        threads.shutdownNow();
      }
      return null;
    });
  }

  /** Places for work of one kind. */
  private final class Places {
    private final Limits limits;
    private final Semaphore running;
    private final Semaphore admitted;

    Places(Limits limits) {
      this.limits = limits;
      this.running = new Semaphore(limits.running(), true);
      this.admitted = new Semaphore(limits.running() + limits.waiting());
    }

    <T> Future<T> run(Callable<T> work) {
      if (!admitted.tryAcquire()) {
        return Future.failedFuture(busy());
      }
      var end = TimeLimit.in(limits.longest());
      return start(() -> attempt(() -> TimeLimit.until(end, work)), admitted::release);
    }

    private <T> Future<T> attempt(Callable<T> work) {
      try {
        if (!running.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
          return Future.failedFuture(busy());
        }
        try {
          return outcome(work);
        } finally {
          running.release();
        }
      } catch (InterruptedException e) {
        return interrupted();
      } finally {
        admitted.release();
      }
    }
  }

  private static <T> Future<T> interrupted() {
    Thread.currentThread().interrupt();
    return Future.failedFuture(busy());
  }

  private static KaramonException busy() {
    return KaramonException.tryLater(
        StripeError.STRIPE_BUSY, "Too many calls to Stripe are waiting. Try again shortly.", RETRY);
  }
}
