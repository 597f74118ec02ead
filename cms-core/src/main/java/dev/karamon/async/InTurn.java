package dev.karamon.async;

import io.vertx.core.Future;
import java.util.function.BiFunction;
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

  /** The same, where each goes on from what those before it came to. */
  public static <T, R> Future<R> fold(
      Iterable<? extends T> all, R start, BiFunction<? super R, ? super T, Future<R>> work) {
    var chain = Future.succeededFuture(start);
    for (var one : all) {
      chain = chain.compose(before -> work.apply(before, one));
    }
    return chain;
  }
}
