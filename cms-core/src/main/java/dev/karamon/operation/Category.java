package dev.karamon.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The first choice in the dialog of a new endpoint. */
public enum Category {
  AUTHENTICATION("Authentication"),
  MEMBER("Member"),
  CONTENT("Content"),
  PAYMENTS("Payments");

  private final String label;

  Category(String label) {
    this.label = label;
  }

  /** What people read. */
  public String label() {
    return label;
  }

  /** The name on the wire. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
