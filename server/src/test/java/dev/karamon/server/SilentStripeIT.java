package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Stripe that takes calls and does not answer them. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
@Timeout(150)
class SilentStripeIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(90);

  @Test
  void who_has_to_be_asked_about_holds_up_nobody_else(Site site) {
    var start = Instant.now().minusSeconds(3_600);
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var waiting = site.payer(price);
    var others = site.payers(3, price);
    var webhooks = site.webhooks();
    site.line().silences(waiting.customer());
    webhooks.deliver(waiting.becomes("unpaid", start)).expect(200);
    var doubtful = waiting.becomes("active", start);
    webhooks.deliver(doubtful).expect(200);
    Patience.until(LONG, () -> assertThat(site.line().callsAbout(waiting.customer())).isNotEmpty());

    for (var other : others) {
      webhooks.deliver(other.becomes("active", start)).expect(200);
      Patience.until(SOON, () -> assertThat(other.member().isIn(group)).isTrue());
    }
    assertThat(statusOf(site, doubtful)).isEqualTo("pending");

    // The call that hangs is given up after 20 s; the next one is answered.
    site.line().isMended();
    Patience.until(LONG, () -> assertThat(statusOf(site, doubtful)).isEqualTo("done"));
    assertThat(waiting.member().isIn(group)).isTrue();
  }

  private static String statusOf(Site site, ObjectNode event) {
    var kept = site.admin().get("/stripe/events/" + event.path("id").textValue()).expect(200);
    return kept.at("/status").textValue();
  }
}
