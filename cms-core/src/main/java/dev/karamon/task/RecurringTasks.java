package dev.karamon.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import dev.karamon.database.DatabaseConfig;
import dev.karamon.database.JdbcPool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks when they are due, on one node each time; a row in the database says on which. */
public final class RecurringTasks {
  private static final Logger LOG = LoggerFactory.getLogger(RecurringTasks.class);

  private static final Duration LONGEST_POLL = Duration.ofSeconds(10);
  private static final int POLLS_A_PAUSE = 4;

  /** A node that misses six of them is dead; the others look for such every other one. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private static final int MISSED_HEARTBEATS = 6;
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private record Running(JdbcPool pool, Scheduler scheduler) {}

  private final Vertx vertx;
  private final DatabaseConfig database;
  private final Clock clock;
  private final List<RecurringTask> tasks;
  private Optional<Running> running = Optional.empty();

  public RecurringTasks(
      Vertx vertx, DatabaseConfig database, Clock clock, List<RecurringTask> tasks) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
    this.tasks = List.copyOf(tasks);
    var names = new HashSet<String>();
    for (var task : tasks) {
      if (!names.add(task.name())) {
        throw new IllegalArgumentException("Two recurring tasks are called " + task.name());
      }
    }
  }

  /** Begins, in the background: the database need not be there yet. */
  public Future<Void> start() {
    var context = vertx.getOrCreateContext();
    return vertx.executeBlocking(() -> {
      begin(context);
      return null;
    });
  }

  /** Starts no new runs and waits a while for those under way; the rest is left to other nodes. */
  public Future<Void> stop() {
    return vertx.executeBlocking(() -> {
      end();
      return null;
    });
  }

  private synchronized void begin(Context context) {
    var due = new DueTasks();
    var pool = JdbcPool.open(database, due::away);
    var scheduler = scheduler(pool, due, context);
    running = Optional.of(new Running(pool, scheduler));
    threads("tasks-start-").newThread(() -> register(scheduler)).start();
  }

  private static void register(Scheduler scheduler) {
    try {
      scheduler.start();
    } catch (RejectedExecutionException stopped) {
      LOG.debug("Stopped before the database was reachable", stopped);
    }
  }

  private synchronized void end() {
    running.ifPresent(parts -> {
      parts.scheduler().stop();
      parts.pool().close();
    });
    running = Optional.empty();
  }

  private Scheduler scheduler(JdbcPool pool, DueTasks due, Context context) {
    var scheduled = new ScheduledTasks(clock);
    return Scheduler.create(pool)
        .startTasks(tasks.stream().map(task -> scheduled.of(new TaskRuns(task, context))).toList())
        .addExecutionInterceptor((task, run, next) -> ScheduledTasks.noted(next.proceed(task, run)))
        .jdbcCustomization(due)
        .clock(clock::instant)
        .threads(Math.max(1, tasks.size()))
        .executorService(Executors.newThreadPerTaskExecutor(threads("task-")))
        .dueExecutor(Executors.newSingleThreadExecutor(threads("tasks-due-")))
        .housekeeperExecutor(Executors.newScheduledThreadPool(2, threads("tasks-heartbeat-")))
        .pollUsingLockAndFetch(0.5, 1.0)
        .pollingInterval(poll())
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(DRAIN)
        // The runs log this themselves.
        .failureLogging(LogLevel.OFF, false)
        .build();
  }

  /** Often enough for the most frequent task. */
  private Duration poll() {
    return tasks.stream()
        .map(RecurringTask::recurrence)
        .filter(Recurrence.Every.class::isInstance)
        .map(every -> ((Recurrence.Every) every).pause().dividedBy(POLLS_A_PAUSE))
        .reduce(LONGEST_POLL, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  private static ThreadFactory threads(String prefix) {
    return Thread.ofVirtual().name(prefix, 0).factory();
  }
}
