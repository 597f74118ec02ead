package dev.karamon.task;

import dev.karamon.error.KaramonException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of one task on this node, each on a thread that waits for the work on an event loop. */
final class TaskRuns {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRuns.class);

  private final RecurringTask task;
  private final Context context;

  TaskRuns(RecurringTask task, Context context) {
    this.task = task;
    this.context = context;
  }

  RecurringTask task() {
    return task;
  }

  /** Runs once; a failure is logged here, and thrown for the scheduler to record. */
  void run() {
    var work = begin();
    try {
      await(work);
    } catch (TimeoutException e) {
      LOG.warn("Recurring task {} failed: a run took longer than {}", task.name(), task.limit());
      letEnd(work);
      throw new IllegalStateException(e);
    } catch (Throwable failure) {
      say(failure);
      throw failure;
    }
  }

  private Future<Void> begin() {
    var promise = Promise.<Void>promise();
    context.runOnContext(now -> {
      try {
        task.work().get().onComplete(promise);
      } catch (RuntimeException e) {
        promise.fail(e);
      }
    });
    return promise.future();
  }

  private void await(Future<Void> work) throws TimeoutException {
    work.await(task.limit().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A run still under way must not overlap with the next one, but cannot hold it up forever. */
  private void letEnd(Future<Void> work) {
    try {
      await(work.otherwiseEmpty());
    } catch (TimeoutException e) {
      LOG.warn(
          "Recurring task {} does not end; its next run starts without waiting for it",
          task.name());
    }
  }

  private void say(Throwable failure) {
    switch (failure) {
      case InterruptedException ignored ->
          LOG.warn("Recurring task {} was interrupted: the server is stopping", task.name());
      case KaramonException named ->
          LOG.warn("Recurring task {} failed: {}", task.name(), named.summary());
      default -> LOG.error("Recurring task {} failed", task.name(), failure);
    }
  }
}
