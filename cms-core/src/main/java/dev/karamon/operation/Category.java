package dev.karamon.operation;

import dev.karamon.wire.Wire;

/** The first choice in the dialog of a new endpoint. */
public enum Category implements Wire {
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
}
