package dev.karamon.database;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why the database was unavailable, each reason at most once a minute. */
final class Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final long QUIET = Duration.ofMinutes(1).toNanos();

  private final Map<String, Long> told = new ConcurrentHashMap<>();

  /** Records a failure; callers are only asked to try again. */
  void happened(Throwable failure) {
    var reason = DatabaseErrors.reason(failure);
    if (isDue(reason)) {
      LOG.warn("The database cannot be used right now: {}", reason);
    }
  }

  // Reasons hold no values of statements, so there are only as many as there are kinds of failures.
  private boolean isDue(String reason) {
    var now = System.nanoTime();
    return now == told.merge(reason, now, (last, next) -> next - last < QUIET ? last : next);
  }
}
