package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Cable;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TaskNodes;
import dev.karamon.server.testing.Work;
import dev.karamon.task.Recurrence;
import dev.karamon.task.RecurringTask;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recurring tasks while the database is away. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
class RecurringTasksOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration OUTAGE = Duration.ofSeconds(12);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String BEGIN = "Recurring tasks are waiting for the database: ";

  private final TaskNodes nodes;
  private final Cable cable;
  private final Work work = new Work(Duration.ofSeconds(1));
  private final RecurringTask task =
      new RecurringTask(
          "steady", "A test's.", new Recurrence.Every(PAUSE), Duration.ofHours(1), work);

  RecurringTasksOutageIT(Site site) {
    var database = site.freshDatabase();
    this.nodes = new TaskNodes(database);
    this.cable = new Cable(database);
  }

  @AfterEach
  void close() {
    nodes.close();
    cable.close();
  }

  @Test
  void an_outage_is_said_once_when_it_begins_and_once_when_it_is_over() throws Exception {
    nodes.start(cable.url(), task);
    // In the middle of a run: a row that is being picked while the answer is lost stays picked for
    // two minutes, as that of a killed node.
    Patience.until(PATIENCE, () -> assertThat(work.begun()).isGreaterThan(work.ended().size()));

    try (var log = TaskNodes.log()) {
      cable.cut();
      Thread.sleep(OUTAGE);
      var before = work.begun();
      cable.mend();

      Patience.until(PATIENCE, () -> assertThat(work.begun()).isGreaterThan(before + 2));
      assertThat(log.all())
          .satisfiesExactly(
              begin -> assertThat(begin).startsWith(BEGIN),
              end ->
                  assertThat(end)
                      .isEqualTo("Recurring tasks continue: the database is reachable again"));
    }
  }

  @Test
  void a_database_that_is_away_at_the_start_is_waited_for() throws Exception {
    cable.cut();
    try (var log = TaskNodes.log()) {
      nodes.start(cable.url(), task);
      Patience.until(PATIENCE, () -> assertThat(log.warnings()).isNotEmpty());

      cable.mend();

      Patience.until(PATIENCE, () -> assertThat(work.ended()).isNotEmpty());
      assertThat(log.warnings()).hasSize(1).first().asString().startsWith(BEGIN);
    }
  }

  @Test
  void a_stop_while_the_database_is_away_comes_to_an_end() {
    var node = nodes.start(cable.url(), task);
    Patience.until(PATIENCE, () -> assertThat(work.ended()).isNotEmpty());
    cable.cut();

    Patience.await(node.stop());
  }

  @Test
  void the_end_of_a_run_that_cannot_be_noted_while_a_node_stops_is_one_line() {
    var node = nodes.start(cable.url(), task);
    Patience.until(PATIENCE, () -> assertThat(work.begun()).isGreaterThan(work.ended().size()));
    try (var log = TaskNodes.log()) {
      cable.cut();

      Patience.await(node.stop());

      assertThat(log.warnings())
          .filteredOn(line -> !line.startsWith(BEGIN))
          .containsExactly(
              "Recurring task steady has run, but this could not be recorded; it will run again");
    }
  }
}
