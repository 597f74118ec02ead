package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.ServerProcess;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server keeps in memory while events go through it. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE, durable = true)
@Timeout(300)
class EventMemoryIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int WARM_UP = 2_000;
  private static final int STREAM = 6_000;
  private static final long GROWTH = 4 * 1024 * 1024;

  private final Site site;
  private final Webhooks webhooks;
  private final List<Payer> payers;
  private final Instant start = Instant.now().minusSeconds(100_000);

  @TempDir Path folder;

  EventMemoryIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    this.payers = site.payers(20, price);
    site.node().close();
  }

  @Test
  void memory_stays_as_it_was_over_a_long_stream() {
    try (var server = ServerProcess.start(site.database(), site.line().url(), folder)) {
      deliver(server, 0, WARM_UP);
      var before = server.heapInUse();

      deliver(server, WARM_UP, STREAM);

      assertThat(server.heapInUse() - before).isLessThan(GROWTH);
    }
  }

  private void deliver(ServerProcess server, int from, int count) {
    var before = site.tables().events().getOrDefault("done", 0L);
    var nths = new ArrayList<Integer>();
    for (var nth = from; nth < from + count; nth++) {
      nths.add(nth);
    }
    Crowd.each(
        16,
        nths,
        nth ->
            webhooks
                .to(server.url())
                .deliverUntilTaken(payers.get(nth % 20).becomes("active", start.plusSeconds(nth))));
    Patience.until(
        LONG, () -> assertThat(site.tables().events()).isEqualTo(Map.of("done", before + count)));
  }
}
