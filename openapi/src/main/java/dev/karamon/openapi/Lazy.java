package dev.karamon.openapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something created on first use, off the event loop, then cached. Thread-safe. */
final class Lazy<T> {
  private final Callable<T> source;
  private @Nullable Future<T> made;

  Lazy(Callable<T> source) {
    this.source = source;
  }

  /** The value; a failure is not cached. */
  synchronized Future<T> on(Vertx vertx) {
    if (made == null || made.failed()) {
      made = vertx.executeBlocking(source, false);
    }
    return made;
  }
}
