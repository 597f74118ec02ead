package dev.karamon.server.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the servers of a site: the true one, and what a test lets pass besides. */
public final class TestClock extends Clock {
  private volatile Duration passed = Duration.ZERO;

  /** Lets time pass at once. */
  public synchronized void passes(Duration time) {
    passed = passed.plus(time);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(passed);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
