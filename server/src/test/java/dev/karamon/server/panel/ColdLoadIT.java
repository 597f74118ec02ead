package dev.karamon.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How much a browser has to fetch, as it comes over the line, before it has seen anything of the
 * panel.
 */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
@Timeout(60)
class ColdLoadIT {
  private static final int SIGN_IN = 300_000;
  private static final int ANY_PAGE = 450_000;

  private static final String FETCHED =
      """
      () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0)
      """;

  private final Site site;
  private final Chromium chromium;

  ColdLoadIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @Test
  void the_sign_in_page_is_light() {
    try (var browser = PanelBrowser.open(site, chromium)) {
      assertThat(fetched(browser, "/sign-in")).isBetween(100_000, SIGN_IN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/settings/integrations/stripe",
        "/groups",
        "/groups/new",
        "/members",
        "/apis",
        "/apis/{id}",
        "/events",
        "/subscriptions",
        "/audit",
        "/admins",
        "/tokens",
        "/account"
      })
  void no_page_is_heavy(String path) {
    var api = site.api("static_token").id();
    try (var browser = PanelBrowser.ofOwner(site, chromium)) {
      assertThat(fetched(browser, path.replace("{id}", Long.toString(api))))
          .isBetween(100_000, ANY_PAGE);
    }
  }

  private static int fetched(PanelBrowser browser, String path) {
    return (Integer) browser.go(path).page().evaluate(FETCHED);
  }
}
