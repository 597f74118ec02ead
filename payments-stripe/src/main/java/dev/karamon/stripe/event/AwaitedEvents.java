package dev.karamon.stripe.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Lets the intake wait until this node has applied an event. */
final class AwaitedEvents {
  private final Map<String, Promise<Void>> awaited = new ConcurrentHashMap<>();

  /** Begins to listen; called before the event can be applied. */
  Awaited expect(String event) {
    return new Awaited(event, awaited.computeIfAbsent(event, id -> Promise.promise()));
  }

  /** An event that is listened for. */
  final class Awaited {
    private final String event;
    private final Promise<Void> promise;

    private Awaited(String event, Promise<Void> promise) {
      this.event = event;
      this.promise = promise;
    }

    /** Succeeds when the event is applied, or when the time is over. */
    Future<Void> within(long millis) {
      return promise
          .future()
          .timeout(millis, TimeUnit.MILLISECONDS)
          .otherwiseEmpty()
          .onComplete(done -> forget());
    }

    void forget() {
      awaited.remove(event, promise);
    }
  }

  void applied(Collection<String> events) {
    for (var event : events) {
      var promise = awaited.remove(event);
      if (promise != null) {
        promise.tryComplete();
      }
    }
  }
}
