package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What still works while Stripe does not answer, and how the rest fails. */
@KaramonTest(stripe = KaramonTest.Stripe.UNREACHABLE)
class StripeUnreachableIT {
  private static final String PRICE = "price_gold_monthly";

  private final Site site;

  StripeUnreachableIT(Site site) {
    this.site = site;
  }

  @Test
  void checkout_asks_to_come_back_later_and_leaves_nothing_half_written() {
    var api = api();
    var member = site.member().logsIn(api);
    var before = member.member().view();

    for (int i = 0; i < 2; i++) {
      var refused = member.calls("checkout").expectFailure(503, "stripe_unreachable");
      assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isPositive();
      assertThat(refused.text()).doesNotContain("127.0.0.1", "Exception", "sk_test");
    }

    assertThat(member.member().view()).isEqualTo(before);
  }

  @Test
  void who_never_bought_has_nothing_to_cancel_even_then() {
    site.member().logsIn(api()).calls("cancel").expectFailure(404, "nothing_to_cancel");
  }

  @Test
  void logging_in_profiles_groups_and_grants_go_on() {
    var member = site.member();
    var group = site.group("Free");
    site.admin().put("/members/" + member.id() + "/groups/" + group.id(), Map.of()).expect(200);

    var profile = member.logsIn(api()).profile();

    assertThat(profile.path("group_ids").has(Long.toString(group.id()))).isTrue();
  }

  @Test
  void a_key_that_cannot_be_checked_is_taken_and_said_to_be_unchecked() {
    var saved =
        site.admin()
            .put("/integrations/stripe/test", Map.of("secret_key", "sk_test_0123456789abcdef"))
            .expect(200);

    assertThat(saved.at("/health/state").textValue()).isEqualTo("unreachable");
    assertThat(saved.at("/health/message").textValue()).isNotBlank();
  }

  @Test
  void the_server_stays_ready() {
    site.anybody().get("/health/ready").expect(200);
  }

  private TestApi api() {
    return site.apiSelling(PRICE);
  }
}
