package dev.karamon.bench;

import io.vertx.core.Future;

/** What a bare handler does with an event whose signature is right. */
interface BareStore {
  /** Succeeds once the event is committed. */
  Future<Void> keep(BareEvent event);
}
