package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripe takes the secret key no longer: revoked, or restricted too far. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class StripeKeyRefusedIT {
  private final Site site;

  StripeKeyRefusedIT(Site site) {
    this.site = site;
  }

  @AfterEach
  void the_key_is_mended() {
    site.line().isMended();
    site.admin().post("/integrations/stripe/test/test").expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Expired API Key provided, invalid_key, stripe_key_invalid",
    "403, Grant rak_any_write to this key, missing_permission, stripe_key_permission"
  })
  void members_are_told_to_come_back_and_admins_what_to_mend(
      int status, String words, String state, String code) {
    var shop = site.shop();
    var buyer = site.member().logsIn(shop.api());
    var subscriber = subscriber(shop);
    assertThat(health().at("/state").textValue()).isEqualTo("ok");

    site.line().refusesKey("/v1/", status, words);

    expectNothingIsTold(buyer.calls("checkout"), words);
    expectNothingIsTold(subscriber.calls("cancel"), words);
    Patience.until(() -> assertThat(health().at("/state").textValue()).isEqualTo(state));
    assertThat(health().at("/message").textValue()).contains(status == 403 ? words : "revoked");
    site.admin().post("/members/" + subscriber.member().id() + "/resync").expectProblem(422, code);

    site.line().isMended();
    buyer.calls("checkout").expect(200);
    subscriber.calls("cancel").expect(200);
  }

  private static void expectNothingIsTold(Answer answer, String words) {
    answer.expectFailure(503, "stripe_unavailable");
    assertThat(answer.header("Retry-After")).isPresent();
    assertThat(answer.text()).doesNotContainIgnoringCase("key").doesNotContain(words);
  }

  private Answer view() {
    return site.admin().get("/integrations/stripe").expect(200);
  }

  private JsonNode health() {
    return view().at("/test/health");
  }

  private TestMember.LoggedIn subscriber(Shop shop) {
    var payer = site.payer(shop.price());
    site.webhooks().deliver(payer.becomes("active", Instant.now().minusSeconds(600))).expect(200);
    Patience.until(() -> assertThat(payer.member().isIn(shop.group())).isTrue());
    var known = payer.member();
    site.admin().put("/members/" + known.id(), known.credentials()).expect(200);
    return known.logsIn(shop.api());
  }
}
