package dev.karamon.server.testing;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Many who act at the same time. */
public final class Crowd {
  private Crowd() {}

  /** Acts on each thing, so many at once; fails as the first of them that failed. */
  public static <T> void each(int atOnce, Collection<T> things, Consumer<T> action) {
    try (var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      var acts =
          things.stream().<Future<?>>map(t -> threads.submit(() -> action.accept(t))).toList();
      for (var act : acts) {
        act.get();
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException failure(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
  }
}
