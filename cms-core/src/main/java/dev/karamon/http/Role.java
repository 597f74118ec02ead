package dev.karamon.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an admin may do; each role may do all that the one before it may. */
public enum Role {
  VIEWER,
  EDITOR,
  OWNER;

  /** True when this role may do what the other is needed for. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a wire name that is known to be valid. */
  public static Role of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
