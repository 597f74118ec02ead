package dev.karamon.task;

import java.time.Duration;
import java.time.LocalTime;

/** When a task is due again. */
public sealed interface Recurrence {
  /** This long after the last run has ended; the first run comes that long after the start. */
  record Every(Duration pause) implements Recurrence {
    public Every {
      if (!pause.isPositive()) {
        throw new IllegalArgumentException("A task needs a pause between its runs");
      }
    }
  }

  /** Once a day, at this time in UTC; within the hour again when it has failed. */
  record Daily(LocalTime time) implements Recurrence {}
}
