package dev.karamon.server.lives;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Tells lives, many at the same time; each as slowly as its plan says. */
final class Performance {
  private static final int AT_ONE_TIME = 96;

  private final Stage stage;
  private final Semaphore places = new Semaphore(AT_ONE_TIME);

  Performance(Stage stage) {
    this.stage = stage;
  }

  /** Tells a life by each plan and with each view; returns when all of it was sent. */
  List<Telling> of(Life life, List<Plan> plans) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var told = new ArrayList<Future<Telling>>();
      for (var plan : plans) {
        for (var view : View.values()) {
          told.add(
              threads.submit(() -> inTurn(() -> tell(threads, stage.begins(life, plan, view)))));
        }
      }
      return told.stream().map(Performance::result).toList();
    }
  }

  private <T> T inTurn(Callable<T> work) throws Exception {
    places.acquire();
    try {
      return work.call();
    } finally {
      places.release();
    }
  }

  private Telling tell(ExecutorService threads, Telling telling) {
    for (var wave : telling.plan().waves()) {
      telling.reach(Collections.max(wave));
      send(threads, telling, wave);
      wave.stream().distinct().forEach(step -> stage.postman().waitsFor(telling.eventId(step)));
    }
    telling.reach(telling.life().last());
    return telling;
  }

  private void send(ExecutorService threads, Telling telling, List<Integer> wave) {
    var sent = new ArrayList<Future<?>>();
    for (int step : wave.subList(1, wave.size())) {
      sent.add(threads.submit(() -> stage.postman().sends(telling.body(step))));
    }
    stage.postman().sends(telling.body(wave.getFirst()));
    sent.forEach(Performance::result);
  }

  private static <T> T result(Future<T> done) {
    try {
      return done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
