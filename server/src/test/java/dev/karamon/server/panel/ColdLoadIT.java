package dev.karamon.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How much a browser has to fetch, as it comes over the line, before it has seen anything of the
 * panel.
 */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
@Timeout(60)
class ColdLoadIT {
  private static final int SIGN_IN = 300_000;
  private static final int ANY_PAGE = 450_000;

  private static final List<String> PAGES =
      List.of(
          "/",
          "/settings/integrations/stripe",
          "/groups",
          "/groups/new",
          "/members",
          "/apis",
          "/events",
          "/subscriptions",
          "/audit",
          "/admins",
          "/tokens",
          "/account");

  // What the browser still has of an earlier page counts with its size all the same.
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

  @Test
  void no_page_is_heavy() {
    var api = "/apis/" + site.api("static_token").id();
    try (var browser = PanelBrowser.ofOwner(site, chromium)) {
      assertThat(Stream.concat(PAGES.stream(), Stream.of(api)))
          .allSatisfy(
              path -> assertThat(fetched(browser, path)).as(path).isBetween(100_000, ANY_PAGE));
    }
  }

  private static int fetched(PanelBrowser browser, String path) {
    return (Integer) browser.go(path).page().evaluate(FETCHED);
  }
}
