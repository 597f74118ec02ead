package dev.karamon.server.lives;

import java.time.Instant;
import java.util.Optional;

/** Why a member is in a group: a grant without its times. */
record Reason(long group, String kind, String source) {
  /** A reason with its end. */
  record Until(Reason reason, Optional<Instant> end) {}

  Reason by(Cast cast) {
    return new Reason(group, kind, cast.fill(source));
  }
}
