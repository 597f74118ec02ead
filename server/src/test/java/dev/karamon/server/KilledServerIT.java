package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** A server that is killed between the 200 and the application. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE, durable = true)
@Timeout(300)
class KilledServerIT {
  /**
   * The lease of a customer, which whoever follows has to wait for, and what a slow machine adds.
   */
  private static final Duration LEASE = Duration.ofSeconds(60 + 30);

  private final Site site;
  private final Webhooks webhooks;
  private final List<Payer> payers;
  private final Instant start = Instant.now().minusSeconds(3_600);

  @TempDir Path folder;

  KilledServerIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    this.payers = site.payers(20, price);
    site.node().close();
  }

  @Test
  void what_was_taken_is_applied_once_whatever_happens_to_the_server() {
    var asked = payers.subList(0, 10);
    var told = payers.subList(10, 20);
    var events = new ArrayList<ObjectNode>();
    asked.forEach(payer -> events.add(payer.becomes("unpaid", start)));
    asked.forEach(payer -> events.add(payer.becomes("active", start)));
    told.forEach(payer -> events.add(payer.becomes("active", start)));
    var held = site.line().holds("/v1/subscriptions");
    var victim = ServerProcess.start(site.database(), site.line().url(), folder);

    Crowd.each(16, events, event -> webhooks.to(victim.url()).deliverUntilTaken(event));
    held.awaitAnswer();
    victim.isKilled();
    site.line().isMended();

    assertThat(site.tables().events()).isNotEqualTo(Map.of("done", (long) events.size()));
    try (var next = ServerProcess.start(site.database(), site.line().url(), folder)) {
      webhooks.to(next.url()).deliverUntilTaken(events.getFirst());
      Patience.until(LEASE, () -> expectApplied(events.size()));
    }
  }

  private void expectApplied(long events) {
    assertThat(site.tables().events()).isEqualTo(Map.of("done", events));
    assertThat(site.tables().grants()).isEqualTo(20);
    assertThat(site.tables().grantsAudited()).isEqualTo(Map.of("grant.added", 20L));
  }
}
