package dev.karamon.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A constant with one name on the wire and in the database: that of Java, in lower case. */
public interface Wire {
  /** The name of the enum constant. */
  String name();

  /** The name on the wire and in the database. */
  @JsonValue
  default String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a wire name that is known to be valid. */
  static <E extends Enum<E> & Wire> E of(Class<E> type, String wire) {
    return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
  }
}
