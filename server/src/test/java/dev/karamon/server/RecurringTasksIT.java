package dev.karamon.server;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TaskNodes;
import dev.karamon.server.testing.Work;
import dev.karamon.task.Recurrence;
import dev.karamon.task.RecurringTask;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that is done once however many nodes there are. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
class RecurringTasksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration INSTANT = Duration.ofMillis(100);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Site site;
  private final TaskNodes nodes;

  RecurringTasksIT(Site site) {
    this.site = site;
    this.nodes = new TaskNodes(site.freshDatabase());
  }

  @AfterEach
  void stop_all_nodes() {
    nodes.close();
  }

  @Test
  void two_nodes_run_a_task_of_every_second_about_once_a_second_together() {
    var work = new Work(INSTANT);
    nodes.start(task("shared", SECOND, HOUR, work));
    nodes.start(task("shared", SECOND, HOUR, work));

    Patience.until(PATIENCE, () -> assertThat(work.ended()).hasSizeGreaterThan(5));

    assertThat(work.pauses()).allSatisfy(pause -> assertThat(pause).isGreaterThan(almost(SECOND)));
  }

  @Test
  void when_one_node_stops_the_other_goes_on() {
    var work = new Work(INSTANT);
    var first = nodes.start(task("shared", INSTANT, HOUR, work));
    nodes.start(task("shared", INSTANT, HOUR, work));
    Patience.until(PATIENCE, () -> assertThat(work.ended()).isNotEmpty());

    Patience.await(first.stop());

    var before = work.ended().size();
    Patience.until(PATIENCE, () -> assertThat(work.ended()).hasSizeGreaterThan(before + 2));
  }

  @Test
  void a_failure_is_said_once_with_the_name_of_the_task_which_runs_again() {
    var runs = new AtomicInteger();
    try (var log = TaskNodes.log()) {
      nodes.start(task("fragile", INSTANT, HOUR, () -> fails(runs.incrementAndGet())));
      Patience.until(PATIENCE, () -> assertThat(runs).hasValueGreaterThan(3));

      assertThat(log.warnings())
          .containsExactly(
              "Recurring task fragile failed: refused: Not now.", "Recurring task fragile failed");
    }
    Patience.until(PATIENCE, () -> assertThat(nodes.row("fragile").failures()).isZero());
  }

  @Test
  void what_a_killed_node_left_in_the_middle_is_begun_again() {
    var work = new Work(INSTANT);
    nodes.begunElsewhere("left", Instant.now().minus(Duration.ofMinutes(3)));

    nodes.start(task("left", HOUR, HOUR, work));

    Patience.until(PATIENCE, () -> assertThat(work.ended()).hasSize(1));
  }

  @Test
  void what_a_living_node_is_at_is_left_to_it() {
    var work = new Work(INSTANT);
    var other = new Work(INSTANT);
    nodes.begunElsewhere("busy", Instant.now().minusSeconds(30));

    nodes.start(task("busy", HOUR, HOUR, work), task("other", INSTANT, HOUR, other));

    Patience.until(PATIENCE, () -> assertThat(other.ended()).hasSizeGreaterThan(3));
    assertThat(work.begun()).isZero();
  }

  @Test
  void a_task_that_is_new_waits_for_its_time() {
    var work = new Work(INSTANT);
    var other = new Work(INSTANT);

    nodes.start(task("hourly", HOUR, HOUR, work), task("other", INSTANT, HOUR, other));

    Patience.until(PATIENCE, () -> assertThat(other.ended()).hasSizeGreaterThan(3));
    assertThat(work.begun()).isZero();
    assertThat(nodes.row("hourly").due()).isAfter(Instant.now().plus(HOUR.dividedBy(2)));
  }

  @Test
  void what_comes_once_a_day_is_tried_again_within_the_hour_when_it_has_failed() {
    var runs = new AtomicInteger();
    var later = new Recurrence.Daily(LocalTime.now(UTC).plusHours(12));
    nodes.begunElsewhere("nightly", Instant.now().minus(Duration.ofMinutes(3)));

    nodes.start(
        new RecurringTask(
            "nightly", "A test's.", later, HOUR, () -> fails(runs.incrementAndGet())));

    Patience.until(
        PATIENCE,
        () ->
            assertThat(nodes.row("nightly").due())
                .isBetween(Instant.now().plus(HOUR.dividedBy(2)), Instant.now().plus(HOUR)));
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_run_beyond_its_limit_counts_as_failed_and_yet_meets_no_other() {
    var limit = SECOND.multipliedBy(2);
    var work = new Work(limit.plusMillis(500));
    try (var log = TaskNodes.log()) {
      nodes.start(task("slow", INSTANT, limit, work));
      Patience.until(PATIENCE, () -> assertThat(work.ended()).hasSizeGreaterThan(1));

      assertThat(log.warnings())
          .contains("Recurring task slow failed: a run took longer than PT2S");
    }
    assertThat(nodes.row("slow").failures()).isPositive();
    assertThat(work.pauses()).allSatisfy(pause -> assertThat(pause).isPositive());
  }

  @Test
  void a_run_that_never_ends_keeps_the_next_off_for_a_while_only() {
    var begun = new AtomicInteger();
    nodes.start(task("endless", INSTANT, INSTANT, () -> never(begun)));

    Patience.until(PATIENCE, () -> assertThat(begun).hasValueGreaterThan(2));
  }

  @Test
  void a_stop_waits_for_what_is_under_way() {
    var work = new Work(SECOND.multipliedBy(2));
    var node = nodes.start(task("draining", INSTANT, HOUR, work));
    Patience.until(PATIENCE, () -> assertThat(work.begun()).isPositive());

    Patience.await(node.stop());

    assertThat(work.ended()).hasSize(work.begun());
    assertThat(nodes.row("draining").picked()).isFalse();
  }

  @Test
  void a_stop_cuts_off_what_does_not_end_and_leaves_it_due_for_others() {
    var begun = new AtomicInteger();
    var node = nodes.start(task("long", INSTANT, HOUR, () -> never(begun)));
    Patience.until(PATIENCE, () -> assertThat(begun).hasValue(1));

    Patience.await(node.stop());

    assertThat(nodes.row("long").picked()).isFalse();
    assertThat(nodes.row("long").due()).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void two_tasks_of_one_name_are_refused() {
    assertThatThrownBy(() ->
            nodes.start(
                task("twice", HOUR, HOUR, Future::succeededFuture),
                task("twice", HOUR, HOUR, Future::succeededFuture)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Two recurring tasks are called twice");
  }

  @Test
  void a_server_schedules_the_tasks_of_its_parts() {
    try (var served = new TaskNodes(site.database())) {
      Patience.until(PATIENCE, () -> assertThat(served.row("expiry").picked()).isFalse());
    }
  }

  private static RecurringTask task(
      String name, Duration pause, Duration limit, Supplier<Future<Void>> work) {
    return new RecurringTask(name, "A test's.", new Recurrence.Every(pause), limit, work);
  }

  private static Future<Void> fails(int run) {
    return switch (run) {
      case 1 -> Future.failedFuture(new KaramonException(CommonError.REFUSED, "Not now."));
      case 2 -> throw new IllegalStateException("a fault of ours");
      default -> Future.succeededFuture();
    };
  }

  private static Future<Void> never(AtomicInteger begun) {
    begun.incrementAndGet();
    return Future.future(never -> {});
  }

  /** Timers are allowed to be early by their resolution. */
  private static Duration almost(Duration time) {
    return time.minusMillis(50);
  }
}
