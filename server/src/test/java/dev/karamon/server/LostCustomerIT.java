package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import org.junit.jupiter.api.Test;

/** Members whose customer was deleted at Stripe, of which no event has told. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class LostCustomerIT {
  private final Site site;

  LostCustomerIT(Site site) {
    this.site = site;
  }

  @Test
  void what_ended_with_the_customer_counts_as_cancelled_and_is_left() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    site.sandbox().pays(member.checksOut());
    site.admin().post("/members/" + member.member().id() + "/resync").expect(200);
    assertThat(member.isIn(shop.group())).isTrue();
    var stripe = member.profile().path("stripe");
    var customer = stripe.path("customer_id").textValue();
    site.sandbox().delete("/v1/customers/" + customer);
    site.line().knowsNoCustomer("customer=" + customer);

    var answer = member.calls("cancel").expect(200);

    assertThat(answer.at("/subscription_ids/0")).isEqualTo(stripe.path("subscription_id"));
    assertThat(member.isIn(shop.group())).isFalse();
    assertThat(member.calls("cancel").expect(200).at("/subscription_ids"))
        .isEqualTo(answer.at("/subscription_ids"));
  }
}
