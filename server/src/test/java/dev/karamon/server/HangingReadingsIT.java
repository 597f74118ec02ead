package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More customers have to be read than can be at once, and Stripe answers none of the calls. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
@Timeout(180)
class HangingReadingsIT {
  private static final String LISTS = "/v1/subscriptions?";
  private static final int CROWD = 200;

  /** Well before a call that hangs is given up. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration LONG = Duration.ofMinutes(2);

  private final Instant start = Instant.now().minusSeconds(3_600);
  private Site site;
  private Shop shop;
  private List<Payer> crowd;

  @BeforeEach
  void a_crowd_has_to_be_read(Site given) {
    site = given;
    shop = site.shop();
    crowd = site.payers(CROWD, shop.price());
    site.line().isMended();
    site.line().silences(LISTS);
    var webhooks = site.webhooks();
    Crowd.each(4, crowd, payer -> webhooks.deliver(payer.becomes("past_due", start)).expect(200));
    Patience.until(() -> assertThat(site.line().callsAbout(LISTS)).hasSizeGreaterThan(50));
  }

  @Test
  void others_are_served_and_nobody_is_forgotten() {
    var webhooks = site.webhooks();
    for (var other : site.payers(3, shop.price())) {
      webhooks.deliver(other.becomes("active", start)).expect(200);
      Patience.until(SOON, () -> assertThat(other.member().isIn(shop.group())).isTrue());
    }
    // Of one of those who wait there is news that needs no reading.
    var waiting = crowd.getLast();
    webhooks.deliver(waiting.ends(start.plusSeconds(5))).expect(200);
    Patience.until(SOON, () -> assertThat(statusOf(waiting)).isEqualTo("canceled"));

    site.member().logsIn(shop.api()).calls("checkout").expect(200);

    site.line().isMended();
    Patience.until(
        LONG,
        () -> {
          site.clock().passes(Duration.ofSeconds(1));
          assertThat(open()).isEqualTo("0");
        });
    assertThat(crowd.getFirst().member().isIn(shop.group())).isTrue();
  }

  private String statusOf(Payer payer) {
    return new Sql(site.database())
        .value(
            "SELECT max(status) FROM stripe_subscription WHERE subscription_id = '%s'"
                .formatted(payer.subscriptionId()));
  }

  private String open() {
    return new Sql(site.database())
        .value("SELECT count(*) FROM stripe_event WHERE status IN ('pending', 'failed')");
  }
}
