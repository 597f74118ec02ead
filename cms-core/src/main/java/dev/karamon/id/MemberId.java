package dev.karamon.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of a member. */
public record MemberId(@JsonValue long value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MemberId {
    if (value < 1) {
      throw new IllegalArgumentException("An id is positive");
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
