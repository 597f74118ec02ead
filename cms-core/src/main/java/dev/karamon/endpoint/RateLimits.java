package dev.karamon.endpoint;

import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.EndpointId;
import dev.karamon.operation.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;

/** Counts requests in fixed windows, in the database, so that all nodes count together. */
public final class RateLimits {
  private static final String REMAINING = "x-rcms-ratelimit-remaining";
  private static final String RESET = "x-rcms-ratelimit-reset";

  private final RateWindowStore store = new RateWindowStore();
  private final Database database;
  private final Clock clock;

  public RateLimits(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Counts a request; {@code RATE_LIMITED} when it exceeds the limit. The headers are set in either
   * case.
   */
  Future<Void> admit(EndpointId endpoint, String caller, RateLimit limit, MultiMap headers) {
    var now = clock.instant();
    var length = Duration.ofSeconds(limit.seconds());
    return database
        .with(client -> store.count(client, endpoint + ":" + caller, now, length))
        .map(window -> {
          var end = window.startedAt().plus(length);
          var left = Math.max(0, limit.requests() - window.requests());
          headers.set("x-rcms-ratelimit-limit", Integer.toString(limit.requests()));
          headers.set(REMAINING, Integer.toString(left));
          headers.set(RESET, Long.toString(end.getEpochSecond()));
          if (window.requests() > limit.requests()) {
            throw KaramonException.tryLater(
                CommonError.RATE_LIMITED,
                "This endpoint takes "
                    + limit.requests()
                    + " requests in "
                    + limit.seconds()
                    + " seconds. Wait, then try again.",
                Duration.between(now, end));
          }
          return null;
        });
  }

  /** Whatever it was that came too often, nothing more is taken until then. */
  void exhausted(long secondsToWait, MultiMap headers) {
    headers.set(REMAINING, "0");
    headers.set(RESET, Long.toString(clock.instant().getEpochSecond() + secondsToWait));
  }
}
