package dev.karamon.async;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** What has to hold for a chain to go on. */
public final class Require {
  private Require() {}

  /** Succeeds when it holds, and fails in this way when it does not. */
  public static Future<Void> that(boolean holds, Supplier<? extends Throwable> failure) {
    return holds ? Future.succeededFuture() : Future.failedFuture(failure.get());
  }
}
