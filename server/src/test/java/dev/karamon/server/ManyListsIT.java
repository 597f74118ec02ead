package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More lists are asked for than there are connections, and the database gives none of them. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class ManyListsIT {
  private static final int LISTS = 3 * Node.POOL_SIZE;
  private static final Duration SOON = Duration.ofSeconds(3);

  @Test
  void events_are_taken_and_applied_and_members_log_in(Site site) throws Exception {
    var shop = site.shop();
    var payer = site.payer(shop.price());
    var member = site.member();
    var webhooks = site.webhooks();
    var sql = new Sql(site.database());
    var start = Instant.now().minusSeconds(3_600);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var other = site.otherTransaction()) {
      other.run("LOCK TABLE admin_token");
      var lists =
          IntStream.range(0, LISTS)
              .mapToObj(any -> threads.submit(() -> site.admin().get("/tokens").status()))
              .toList();
      Patience.until(() -> assertThat(other.waiting()).isGreaterThanOrEqualTo(Node.POOL_SIZE / 2));

      for (var second = 0; second < 5; second++) {
        var began = System.nanoTime();
        webhooks.deliver(payer.becomes("active", start.plusSeconds(second))).expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
      }
      Patience.until(
          () -> assertThat(sql.value("SELECT count(*) FROM membership_grant")).isEqualTo("1"));
      member.logsIn(shop.api());

      other.commit();
      for (var list : lists) {
        assertThat(list.get()).isIn(200, 503);
      }
      site.admin().get("/tokens").expect(200);
    }
  }
}
