package dev.karamon.member;

import dev.karamon.wire.Wire;
import java.time.Duration;

/** What the holder of a link may do. */
public enum LinkPurpose implements Wire {
  CONFIRM_EMAIL(Duration.ofDays(3)),
  RESET_PASSWORD(Duration.ofHours(1));

  private final Duration lifetime;

  LinkPurpose(Duration lifetime) {
    this.lifetime = lifetime;
  }

  Duration lifetime() {
    return lifetime;
  }
}
