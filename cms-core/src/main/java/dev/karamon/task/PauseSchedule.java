package dev.karamon.task;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/** A pause after each run, and before the first one: a start has enough to do. */
record PauseSchedule(Duration pause) implements Schedule {
  @Override
  public Instant getNextExecutionTime(ExecutionComplete run) {
    return run.getTimeDone().plus(pause);
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }
}
