package dev.karamon.member;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;

/** What the holder of a link may do. */
public enum LinkPurpose {
  CONFIRM_EMAIL(Duration.ofDays(3)),
  RESET_PASSWORD(Duration.ofHours(1));

  private final Duration lifetime;

  LinkPurpose(Duration lifetime) {
    this.lifetime = lifetime;
  }

  Duration lifetime() {
    return lifetime;
  }

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LinkPurpose of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
