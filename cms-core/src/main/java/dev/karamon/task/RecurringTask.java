package dev.karamon.task;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Work that is done again and again, each time once by one of the nodes.
 *
 * @param name known to the database: with another name it is another task
 * @param description what it does, in one sentence
 * @param limit how long a run may take until it counts as failed
 * @param work begins a run, on an event loop
 */
public record RecurringTask(
    String name,
    String description,
    Recurrence recurrence,
    Duration limit,
    Supplier<Future<Void>> work) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  public RecurringTask {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no name of a task: lower case letters, digits, _");
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("The task " + name + " has no description");
    }
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("The task " + name + " has no time to run");
    }
  }
}
