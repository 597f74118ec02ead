package dev.karamon.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurringTaskTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @ValueSource(strings = {"a", "expiry", "event_cursor2"})
  void a_name_is_written_like_all_that_is_stored(String name) {
    assertThat(task(name, "Does it.", HOUR).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Expiry", "event-cursor", "2nd", "a b"})
  void another_name_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> task(name, "Does it.", HOUR))
        .withMessageContaining("no name of a task");
  }

  @Test
  void a_task_says_what_it_does() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> task("expiry", " ", HOUR))
        .withMessage("The task expiry has no description");
  }

  @Test
  void a_run_gets_some_time() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> task("expiry", "Does it.", Duration.ZERO))
        .withMessage("The task expiry has no time to run");
  }

  @Test
  void there_is_a_pause_between_runs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recurrence.Every(Duration.ZERO))
        .withMessage("A task needs a pause between its runs");
  }

  private static RecurringTask task(String name, String description, Duration limit) {
    return new RecurringTask(
        name, description, new Recurrence.Every(HOUR), limit, Future::succeededFuture);
  }
}
