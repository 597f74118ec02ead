package dev.karamon.group;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a member is in a group. */
public enum SourceKind {
  MANUAL,
  SUBSCRIPTION,
  PURCHASE;

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SourceKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
