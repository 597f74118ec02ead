package dev.karamon.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** From which pages a browser sends the cookie of an API. */
public enum SameSite {
  /** Pages of our own site. */
  STRICT,
  /** Our own site, and links that lead to it. */
  LAX,
  /** Pages of any site, as far as CORS lets them; over https only. */
  NONE;

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a wire name that is known to be valid. */
  public static SameSite of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
