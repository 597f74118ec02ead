package dev.karamon.bench;

import java.net.URI;

/** A server that takes events, made ready on tables without any. */
interface Target extends AutoCloseable {
  URI url();

  /** Its process. */
  long pid();

  /** Returns when everything that it has accepted is applied. */
  void awaitApplied();

  /**
   * Fails unless it holds so many events, and what they mean.
   *
   * @param stream the events that were sent
   */
  void check(EventStream stream, int events);

  @Override
  void close();
}
