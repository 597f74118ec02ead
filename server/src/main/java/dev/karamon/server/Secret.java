package dev.karamon.server;

import static java.util.Objects.requireNonNull;

/** A value that must not reach logs or messages: its text form hides it. */
public record Secret(String value) {
  public Secret {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return "***";
  }
}
