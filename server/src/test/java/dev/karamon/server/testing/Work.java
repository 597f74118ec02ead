package dev.karamon.server.testing;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Work of a task that takes its time and remembers when it was done. Thread-safe. */
public final class Work implements Supplier<Future<Void>> {
  /** One run; the times are those of {@code System.nanoTime}. */
  public record Run(long begin, long end) {}

  private final Duration length;
  private final List<Run> ended = new ArrayList<>();
  private int begun;

  public Work(Duration length) {
    this.length = length;
  }

  @Override
  public Future<Void> get() {
    var begin = System.nanoTime();
    var promise = Promise.<Void>promise();
    synchronized (this) {
      begun++;
    }
    Vertx.currentContext()
        .owner()
        .setTimer(
            Math.max(1, length.toMillis()),
            timer -> {
              note(begin);
              promise.complete();
            });
    return promise.future();
  }

  private synchronized void note(long begin) {
    ended.add(new Run(begin, System.nanoTime()));
  }

  /** How many runs have begun. */
  public synchronized int begun() {
    return begun;
  }

  /** The runs that have ended, in that order. */
  public synchronized List<Run> ended() {
    return List.copyOf(ended);
  }

  /** The time between the end of each run and the begin of the next; less than none on overlap. */
  public List<Duration> pauses() {
    var runs = ended();
    var pauses = new ArrayList<Duration>();
    for (var next = 1; next < runs.size(); next++) {
      pauses.add(Duration.ofNanos(runs.get(next).begin() - runs.get(next - 1).end()));
    }
    return pauses;
  }
}
