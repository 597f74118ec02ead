package dev.karamon.task;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the table for what is due, every few seconds. An outage of the database is logged
 * once, and so is its end.
 */
final class DueTasks extends PostgreSqlJdbcCustomization {
  private static final Logger LOG = LoggerFactory.getLogger(DueTasks.class);

  private boolean waiting;

  DueTasks() {
    super(false, false);
  }

  @Override
  public List<Execution> lockAndFetchSingleStatement(
      JdbcTaskRepositoryContext table, Instant now, int limit, boolean orderByPriority) {
    try {
      var due = super.lockAndFetchSingleStatement(table, now, limit, orderByPriority);
      found();
      return due;
    } catch (RuntimeException e) {
      away(e);
      return List.of();
    }
  }

  /** The table cannot be read; what fails because the server stops is not worth a line. */
  synchronized void away(Throwable reason) {
    if (!waiting && !Thread.currentThread().isInterrupted()) {
      LOG.warn("Recurring tasks are waiting for the database: {}", cause(reason).getMessage());
      waiting = true;
    }
  }

  /** The driver's message; the library first reports what it could not do because of it. */
  private static Throwable cause(Throwable failure) {
    var before = failure.getSuppressed();
    var cause = before.length == 0 ? failure.getCause() : before[0];
    return failure instanceof SQLRuntimeException && cause != null ? cause(cause) : failure;
  }

  private synchronized void found() {
    if (waiting) {
      LOG.info("Recurring tasks continue: the database is reachable again");
      waiting = false;
    }
  }
}
