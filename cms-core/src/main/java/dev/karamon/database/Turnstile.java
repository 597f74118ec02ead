package dev.karamon.database;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets so much work in at a time; the rest waits in its order, for a while. Thread-safe. */
final class Turnstile {
  private static final int MAX_WAITING = 200;
  private static final long PATIENCE_MILLIS = 5_000;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private int free;

  Turnstile(Vertx vertx, int places) {
    this.vertx = vertx;
    this.free = places;
  }

  /** The result of the work, on the context of the caller. */
  <T> Future<T> run(Supplier<Future<T>> work) {
    return enter()
        .compose(
            in -> Future.succeededFuture().compose(now -> work.get()).onComplete(done -> leave()));
  }

  private Future<Void> enter() {
    var turn = Promise.<Void>promise();
    synchronized (this) {
      if (free > 0) {
        free--;
        return Future.succeededFuture();
      }
      if (waiting.size() == MAX_WAITING) {
        return busy();
      }
      waiting.add(turn);
    }
    var context = vertx.getOrCreateContext();
    var timer = vertx.setTimer(PATIENCE_MILLIS, late -> giveUp(turn));
    return Future.future(here ->
        turn.future()
            .onComplete(done -> {
              vertx.cancelTimer(timer);
              context.runOnContext(back -> here.handle(done));
            }));
  }

  private void giveUp(Promise<Void> turn) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(turn);
    }
    if (waited) {
      Turnstile.<Void>busy().onComplete(turn);
    }
  }

  private void leave() {
    Promise<Void> next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.complete();
    }
  }

  private static <T> Future<T> busy() {
    return Future.failedFuture(
        KaramonException.tryLater(
            CommonError.UNAVAILABLE,
            "Too many lists are being read at once. Try again shortly.",
            RETRY));
  }
}
