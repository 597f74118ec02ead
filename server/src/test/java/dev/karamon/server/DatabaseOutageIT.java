package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.LogLines;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away during a stream of deliveries, and comes back. */
@Timeout(180)
class DatabaseOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Between two events of a payer: a stream that is not over before the outage has begun. */
  private static final Duration BETWEEN_EVENTS = Duration.ofMillis(500);

  private static final int PAYERS = 20;
  private static final int EVENTS_EACH = 15;

  @TempDir Path dataDir;
  private EmbeddedPostgres postgres;
  private Site site;

  @BeforeEach
  void start() throws IOException {
    UnpackedPostgres.linkInto(dataDir);
    postgres = EmbeddedPostgres.start(dataDir);
    site = Site.on(postgres.url(), KaramonTest.Stripe.WITHOUT_DELIVERIES);
  }

  @AfterEach
  void stop() {
    site.close();
    postgres.close();
  }

  @Test
  void a_database_that_is_stopped_and_started_loses_nothing() throws Exception {
    try (var log = new LogLines("dev.karamon.database")) {
      var refusals =
          streamWhile(() -> {
            postgres.close();
            Patience.pause(OUTAGE);
            postgres = EmbeddedPostgres.start(dataDir);
          });

      assertThat(refusals).as("how often Stripe was asked to come again").isPositive();
      assertThat(log.warnings())
          .as("each reason once a minute, not once for each caller")
          .isNotEmpty()
          .hasSizeLessThan(20)
          .allMatch(line -> line.startsWith("The database cannot be used right now: "));
    }
  }

  @Test
  void a_database_that_stands_still_loses_nothing() throws Exception {
    streamWhile(() -> {
      signal("STOP");
      Patience.pause(OUTAGE);
      signal("CONT");
    });
  }

  private int streamWhile(Outage outage) throws Exception {
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    var payers = site.payers(PAYERS, price);
    var webhooks = site.webhooks();
    var refusals = new AtomicInteger();
    var stream =
        Thread.startVirtualThread(() ->
            Crowd.each(
                PAYERS,
                payers,
                payer -> {
                  for (var event : eventsOf(payer)) {
                    refusals.addAndGet(webhooks.deliverUntilTaken(event));
                    Patience.pause(BETWEEN_EVENTS);
                  }
                }));
    Patience.pause(Duration.ofMillis(300));

    outage.happens();
    stream.join();

    Patience.until(LONG, this::expectEverything);
    return refusals.get();
  }

  /** An outage, from its beginning to its end. */
  @FunctionalInterface
  private interface Outage {
    void happens() throws Exception;
  }

  private void expectEverything() {
    assertThat(site.tables().events()).isEqualTo(Map.of("done", (long) PAYERS * EVENTS_EACH));
    assertThat(site.tables().grants()).isEqualTo(PAYERS);
    assertThat(site.tables().grantsAudited()).isEqualTo(Map.of("grant.added", (long) PAYERS));
  }

  private static List<ObjectNode> eventsOf(Payer payer) {
    var start = Instant.now().minusSeconds(3_600);
    var events = new ArrayList<ObjectNode>();
    for (var nth = 0; nth < EVENTS_EACH; nth++) {
      events.add(payer.becomes(nth == 0 ? "incomplete" : "active", start.plusSeconds(nth)));
    }
    return events;
  }

  private void signal(String name) throws IOException, InterruptedException {
    var pid = Files.readAllLines(PostgresFolder.of(dataDir).pidFile()).getFirst();
    var main = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    var command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(main), main.descendants())
        .map(ProcessHandle::pid)
        .forEach(each -> command.add(Long.toString(each)));
    assertThat(new ProcessBuilder(command).start().waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
