package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import org.junit.jupiter.api.Test;

/** A Stripe behind a proxy that drops the time of its answers. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class UntimedStripeIT {
  private static final String WEBHOOK = "/integrations/stripe/test/webhook";

  @Test
  void how_far_the_clock_is_off_is_not_made_up(Site site) {
    site.line().dropsTheTime("/v1/webhook_endpoints");

    var health = site.admin().get(WEBHOOK).expect(200);

    assertThat(health.at("/state").textValue()).isEqualTo("no_endpoint");
    assertThat(health.at("/clock_skew_seconds").isNull()).isTrue();

    site.line().isMended();
    var timed = site.admin().get(WEBHOOK).expect(200);
    assertThat(timed.at("/clock_skew_seconds").longValue()).isBetween(-30L, 30L);
  }
}
