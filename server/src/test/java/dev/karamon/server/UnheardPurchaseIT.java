package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A page was paid, and no event tells of it. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
@Timeout(120)
class UnheardPurchaseIT {
  private final Site site;

  UnheardPurchaseIT(Site site) {
    this.site = site;
  }

  @Test
  void what_was_paid_is_not_sold_again_though_stripe_fails_when_it_is_asked() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    site.sandbox().pays(member.checksOut());
    site.line().fails("/v1/subscriptions?", 500, Map.of());

    member.calls("checkout").expectFailure(503, "stripe_unreachable");
    member.calls("checkout").expectFailure(503, "stripe_unreachable");

    site.line().isMended();
    member.calls("checkout").expectFailure(409, "already_subscribed");
    assertThat(member.isIn(shop.group())).isTrue();
  }
}
