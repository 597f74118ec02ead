package dev.karamon.task;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our tasks in the terms of db-scheduler: when each is due again, however a run ended. */
final class ScheduledTasks {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledTasks.class);

  /** More than there are pooled connections, all of which may be broken. */
  private static final int ATTEMPTS = 4;

  /** A daily task does not skip a day because of a brief failure. */
  private static final Duration LONGEST_WAIT_AFTER_FAILURE = Duration.ofHours(1);

  private final Clock clock;

  ScheduledTasks(Clock clock) {
    this.clock = clock;
  }

  RecurringTask<Void> of(TaskRuns runs) {
    var schedule = schedule(runs.task().recurrence());
    return Tasks.recurring(runs.task().name(), schedule)
        .onFailure((run, row) -> failed(run, row, schedule))
        .onDeadExecution(this::takeOver)
        .execute((instance, context) -> runs.run());
  }

  /** Records the end of a run, waiting for another connection if one breaks meanwhile. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // as the library's interceptors are
  static CompletionHandler<?> noted(CompletionHandler end) {
    return (run, row) -> note(run, () -> end.complete(run, row));
  }

  private static void note(ExecutionComplete run, Runnable update) {
    for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        update.run();
        return;
      } catch (SQLRuntimeException e) {
        LOG.debug("The end of a run of {} is not recorded yet", name(run), e);
      } catch (ExecutionException changed) {
        // Changed by the attempt before, whose answer was lost on the way.
        if (attempt > 1) {
          return;
        }
        throw changed;
      }
    }
    LOG.warn(
        "Recurring task {} has run, but this could not be recorded; it will run again", name(run));
  }

  private static String name(ExecutionComplete run) {
    return run.getExecution().taskInstance.getTaskName();
  }

  private static Schedule schedule(Recurrence recurrence) {
    return switch (recurrence) {
      case Recurrence.Every(var pause) -> new PauseSchedule(pause);
      case Recurrence.Daily(var time) -> new Daily(ZoneOffset.UTC, time);
    };
  }

  /** What a stopping node did not end is due at once, for the others. */
  private void failed(ExecutionComplete run, ExecutionOperations<Void> row, Schedule schedule) {
    var cutOff = run.getCause().filter(InterruptedException.class::isInstance).isPresent();
    var next = cutOff ? clock.instant() : nextAfterFailure(run, schedule);
    note(run, () -> row.reschedule(run, next));
  }

  private Instant nextAfterFailure(ExecutionComplete run, Schedule schedule) {
    var usual = schedule.getNextExecutionTime(run);
    var latest = clock.instant().plus(LONGEST_WAIT_AFTER_FAILURE);
    return usual.isBefore(latest) ? usual : latest;
  }

  private void takeOver(ExecutionComplete run, ExecutionOperations<Void> row) {
    LOG.warn(
        "Recurring task {} was left unfinished by {}; it is started again",
        name(run),
        run.getExecution().pickedBy);
    row.reschedule(run, clock.instant());
  }
}
