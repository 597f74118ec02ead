package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events that were closed long ago, or wait for a link that long, are forgotten, and no others. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class EventRetentionIT {
  @Test
  void what_is_closed_and_old_is_deleted_in_batches_and_nothing_else(Site site) {
    add(site, "old", 181, 181, "'done', 'ignored', 'parked'", 700);
    add(site, "open", 400, 400, "'pending', 'failed', 'dead'", 2);
    add(site, "young", 179, 179, "'done', 'ignored', 'parked'", 3);
    add(site, "late", 181, 1, "'done'", 5);

    site.execute(
        "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'stripe_old_events'");

    Patience.until(
        Duration.ofSeconds(40),
        () ->
            assertThat(site.tables().events())
                .isEqualTo(
                    Map.of(
                        "done", 8L, "ignored", 3L, "parked", 3L, "pending", 2L, "failed", 2L,
                        "dead", 2L)));
    assertThat(site.tables().rows().get("stripe_forgotten_customer")).isEqualTo(7);
  }

  private static void add(
      Site site, String name, int createdDays, int receivedDays, String statuses, int each) {
    site.execute(
        """
        INSERT INTO stripe_event (event_id, type, mode, created_at, received_at, status, customer_id,
                                  body)
        SELECT '%1$s_' || status || n, 'invoice.paid', 'test', now() - interval '%2$d days',
               now() - interval '%3$d days', status, 'cus_' || n %% 7, ''
          FROM unnest(ARRAY[%4$s]) AS status, generate_series(1, %5$d) AS n
        """
            .formatted(name, createdDays, receivedDays, statuses, each));
  }
}
