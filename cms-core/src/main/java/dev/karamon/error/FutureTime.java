package dev.karamon.error;

import java.time.Instant;
import java.util.Optional;

/** A point in time given by a caller that may not have passed. */
public final class FutureTime {
  private FutureTime() {}

  /** Refuses one that is not in the future; an absent one is fine. */
  public static void require(String field, Optional<Instant> at, Instant now) {
    if (at.isPresent() && !at.get().isAfter(now)) {
      throw KaramonException.field(CommonError.REFUSED, field, field + " has to be in the future.");
    }
  }
}
