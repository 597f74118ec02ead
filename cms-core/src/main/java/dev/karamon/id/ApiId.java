package dev.karamon.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of an API. */
public record ApiId(@JsonValue long value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ApiId {
    if (value < 1) {
      throw new IllegalArgumentException("An id is positive");
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
