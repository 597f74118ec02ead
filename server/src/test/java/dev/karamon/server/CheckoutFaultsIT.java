package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stripe fails in the middle of a checkout, and gives the same answer for the same key again. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class CheckoutFaultsIT {
  private final Site site;

  CheckoutFaultsIT(Site site) {
    this.site = site;
  }

  @AfterEach
  void endBadDays() {
    site.line().isMended();
    sandbox().delete("/sandbox/bad_days").expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/checkout/sessions", "/v1/customers"})
  void one_fault_of_stripe_keeps_nobody_from_buying(String path) {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var fault = Map.of("kind", "error_after", "method", "POST", "path", path, "times", 1);
    sandbox()
        .put("/sandbox/bad_days", Map.of("deliveries", noFaults(), "api", List.of(fault)))
        .expect(200);
    member.calls("checkout").expectFailure(503, "stripe_unreachable");
    site.clock().passes(Duration.ofMinutes(1));

    site.sandbox().pays(member.checksOut());

    member.calls("checkout").expectFailure(409, "already_subscribed");
    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void a_failure_that_comes_late_closes_no_page_that_somebody_has_got() throws Exception {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var calls = "/v1/checkout/sessions";
    var held = site.line().holdsOnce(calls);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> member.calls("checkout"));
      held.awaitAnswer();
      var page = member.checksOut();
      site.line().fails(calls, 500, Map.of());
      held.breaks();
      first.get().expectFailure(503, "stripe_unreachable");
      site.line().isMended();

      assertThat(member.checksOut()).isEqualTo(page);
    }
  }

  private Client sandbox() {
    return new Client(site.sandbox().url());
  }

  private static Map<String, Integer> noFaults() {
    return Map.of("delay_ms", 0, "shuffle_ms", 0, "duplicate_percent", 0, "drop_percent", 0);
  }
}
