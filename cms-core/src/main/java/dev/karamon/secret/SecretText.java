package dev.karamon.secret;

import com.fasterxml.jackson.annotation.JsonValue;

/** A secret that does not show itself in logs, errors or JSON. */
public record SecretText(String reveal) {
  public SecretText {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("A secret is not empty");
    }
  }

  /** The last four characters, for a person to recognise it by; nothing of short secrets. */
  public String hint() {
    return reveal.length() < 16 ? "…" : "…" + reveal.substring(reveal.length() - 4);
  }

  @JsonValue
  String masked() {
    return "[hidden]";
  }

  @Override
  public String toString() {
    return "SecretText[hidden]";
  }
}
