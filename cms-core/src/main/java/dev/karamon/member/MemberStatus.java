package dev.karamon.member;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a member may log in. */
public enum MemberStatus {
  ACTIVE,
  BLOCKED,
  /** Has registered, but not yet shown that the address is its own. */
  UNCONFIRMED;

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MemberStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
