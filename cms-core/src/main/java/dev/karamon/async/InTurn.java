package dev.karamon.async;

import io.vertx.core.Future;
import java.util.function.Function;

/** Work on many things, one after the other. */
public final class InTurn {
  private InTurn() {}

  /** Begins with each once the one before has succeeded; the first failure ends it. */
  public static <T> Future<Void> each(
      Iterable<? extends T> all, Function<? super T, ? extends Future<?>> work) {
    Future<Void> chain = Future.succeededFuture();
    for (var one : all) {
      chain = chain.compose(done -> work.apply(one).mapEmpty());
    }
    return chain;
  }
}
