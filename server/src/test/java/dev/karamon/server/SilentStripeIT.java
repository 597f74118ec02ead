package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Stripe that takes calls and does not answer them. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
@Timeout(150)
class SilentStripeIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(90);

  /** The least patient ones give up a request after so long. */
  private static final Duration PROXY = Duration.ofSeconds(30);

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

    // The call that hangs is given up after a while; the next one is answered.
    site.line().isMended();
    Patience.until(LONG, () -> assertThat(statusOf(site, doubtful)).isEqualTo("done"));
    assertThat(waiting.member().isIn(group)).isTrue();
  }

  @Test
  void who_waits_for_it_is_told_before_proxies_lose_patience(Site site) {
    var shop = site.shop();
    shop.api().endpoint("subscription", "Stripe::subscription");
    var buyer = site.member().logsIn(shop.api());
    var returning = site.member().logsIn(shop.api());
    returning.checksOut();
    var subscriber = subscriber(site, shop);
    var another = subscriber(site, shop).member();
    site.line().silences("/v1/");
    try {
      Crowd.each(
          8,
          List.<Runnable>of(
              () -> tellsToComeBack(buyer.calls("checkout")),
              () -> tellsToComeBack(subscriber.calls("cancel")),
              () -> returning.calls("subscription").expect(200),
              () -> site.admin().get("/stripe/prices").expectProblem(503, "stripe_unreachable"),
              () ->
                  site.admin()
                      .post("/members/" + another.id() + "/resync")
                      .expectProblem(503, "stripe_unreachable"),
              () ->
                  assertThat(
                          site.admin()
                              .post("/integrations/stripe/test/test")
                              .expect(200)
                              .at("/state")
                              .textValue())
                      .isEqualTo("unreachable")),
          call -> expectWithin(PROXY, call));
    } finally {
      site.line().isMended();
    }
    subscriber.calls("cancel").expect(200);
  }

  private static TestMember.LoggedIn subscriber(Site site, Shop shop) {
    var payer = site.payer(shop.price());
    var start = Instant.now().minusSeconds(3_600);
    site.webhooks().deliver(payer.becomes("active", start)).expect(200);
    Patience.until(SOON, () -> assertThat(payer.member().isIn(shop.group())).isTrue());
    var known = payer.member();
    site.admin().put("/members/" + known.id(), known.credentials()).expect(200);
    return known.logsIn(shop.api());
  }

  private static void tellsToComeBack(Answer answer) {
    answer.expectFailure(503, "stripe_unreachable");
    assertThat(answer.header("Retry-After")).isPresent();
  }

  private static void expectWithin(Duration limit, Runnable call) {
    var began = System.nanoTime();
    call.run();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
  }

  private static String statusOf(Site site, ObjectNode event) {
    var kept = site.admin().get("/stripe/events/" + event.path("id").textValue()).expect(200);
    return kept.at("/status").textValue();
  }
}
