package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.StripeLine;
import dev.karamon.server.testing.TestMember;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody has deleted all test data at Stripe, which tells nobody. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class DeletedTestDataIT {
  private final Site site;

  DeletedTestDataIT(Site site) {
    this.site = site;
  }

  @AfterEach
  void mend_the_line() {
    site.line().isMended();
  }

  /** A member who pays, and the ids of what Stripe has of it. */
  private record Subscriber(TestMember.LoggedIn member, String customer, String subscription) {}

  private Subscriber subscriber(Shop shop) {
    var payer = site.payer(shop.price());
    site.webhooks().deliver(payer.becomes("active", Instant.now().minusSeconds(600))).expect(200);
    Patience.until(() -> assertThat(payer.member().isIn(shop.group())).isTrue());
    var known = payer.member();
    site.admin().put("/members/" + known.id(), known.credentials()).expect(200);
    return new Subscriber(known.logsIn(shop.api()), payer.customer(), payer.subscriptionId());
  }

  @Test
  void a_subscription_that_is_gone_prevents_no_new_one() {
    var shop = site.shop();
    var subscriber = subscriber(shop);
    var member = subscriber.member();
    member.calls("checkout").expectFailure(409, "already_subscribed");
    site.sandbox().delete("/v1/customers/" + subscriber.customer());
    site.line().knowsNothingOf(subscriber.subscription());

    var page = member.checksOut();

    assertThat(member.isIn(shop.group())).isFalse();
    assertThat(causes(member))
        .contains("subscription %s is no longer at Stripe".formatted(subscriber.subscription()));
    site.sandbox().pays(page);
    member.calls("checkout").expectFailure(409, "already_subscribed");
    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void a_purchase_that_is_gone_prevents_no_new_one() {
    var price = site.sandbox().oneTimePrice();
    var shop = new Shop(price, site.groupSoldBy(price), site.apiSelling(price));
    var member = site.member().logsIn(shop.api());
    var first = member.calls("checkout").expect(200);
    site.sandbox().pays(URI.create(first.at("/url").textValue()));
    member.calls("checkout").expectFailure(409, "already_purchased");
    var session = first.at("/session_id").textValue();
    site.line().knowsNothingOf(session);

    var second = member.calls("checkout").expect(200);

    assertThat(second.at("/session_id").textValue()).isNotEqualTo(session);
    assertThat(member.isIn(shop.group())).isFalse();
    assertThat(causes(member)).contains("purchase " + session + " is no longer at Stripe");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("a fault", (line, about) -> line.fails(about, 500, Map.of())),
        fault("a page of somebody else", (line, about) -> line.isBarred(about, 404)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void what_cannot_be_asked_for_is_not_gone(String what, BiConsumer<StripeLine, String> fault) {
    var shop = site.shop();
    var subscriber = subscriber(shop);
    fault.accept(site.line(), subscriber.subscription());

    assertThat(subscriber.member().calls("checkout").status()).isEqualTo(503);

    assertThat(subscriber.member().isIn(shop.group())).isTrue();
    site.line().isMended();
    subscriber.member().calls("checkout").expectFailure(409, "already_subscribed");
  }

  private static Iterable<String> causes(TestMember.LoggedIn member) {
    return member.member().audit().path("items").findValuesAsText("cause");
  }

  private static Arguments fault(String what, BiConsumer<StripeLine, String> fault) {
    return Arguments.of(what, fault);
  }
}
