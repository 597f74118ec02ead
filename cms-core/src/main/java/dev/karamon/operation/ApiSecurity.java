package dev.karamon.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the callers of an API are known. */
public enum ApiSecurity {
  NONE(false),
  COOKIE(true),
  STATIC_TOKEN(false),
  DYNAMIC_TOKEN(true);

  private final boolean knowsMembers;

  ApiSecurity(boolean knowsMembers) {
    this.knowsMembers = knowsMembers;
  }

  /** True when a call can carry who the member is. */
  public boolean knowsMembers() {
    return knowsMembers;
  }

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The security of a wire name that is known to be valid. */
  public static ApiSecurity of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
