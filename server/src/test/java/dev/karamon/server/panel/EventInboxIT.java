package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Stripe has told, and what an admin does when it could not be applied. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
@Timeout(240)
class EventInboxIT {
  private final Site site;
  private final Chromium chromium;
  private PanelBrowser browser;
  private Page page;
  private Payer payer;

  @SuppressWarnings("NullAway.Init") // opened before each test
  EventInboxIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @BeforeEach
  void open_the_panel() {
    payer = site.payer(site.sandbox().price());
    browser = PanelBrowser.ofOwner(site, chromium);
    page = browser.page();
  }

  @AfterEach
  void close_the_panel() {
    browser.close();
  }

  @Test
  void an_event_that_failed_comes_up_by_itself_and_is_replayed() {
    browser.go("/events?status=failed");

    var poison = failing();

    assertThat(row(poison)).isVisible(withinTheRefresh());
    assertThat(row(poison)).containsText("attempt");
    row(poison).getByRole(AriaRole.LINK).first().click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText(type(poison));
    assertThat(page.getByLabel("Payload").last()).containsText(payer.customer());
    site.line().isMended();
    button("Replay").click();
    assertThat(page.getByText("Done", exactly())).isVisible(withinTheRefresh());
    browser.assertNoComplaints();
  }

  @Test
  void all_that_failed_is_replayed_at_once_after_asking() {
    var poison = failing();
    browser.go("/events?type=" + type(poison));
    site.line().isMended();

    button("Replay all failed").click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON).last().click();

    assertThat(row(poison)).containsText("Done", textWithinTheRefresh());
    browser.assertNoComplaints();
  }

  @Test
  void filters_stand_in_the_address_and_can_be_taken_away() {
    var poison = failing();
    browser.go("/events?member_id=" + payer.member().id());
    assertThat(row(poison)).isVisible();

    page.getByLabel("Status").selectOption("done");
    assertThat(row(poison)).hasCount(0);
    page.getByLabel("Show all, not only Member " + payer.member().id()).click();

    assertThat(page).hasURL(site.url() + "/admin/events?status=done");
    browser.assertNoComplaints();
  }

  @Test
  void the_screens_are_for_everybody() {
    var poison = failing();

    browser.check("events", "/events");
    browser.check("event", "/events/" + poison.path("id").textValue());
    browser.assertNoComplaints();
  }

  /** An event that cannot be applied, because Stripe is asked about the customer and refuses. */
  private JsonNode failing() {
    site.line().fails(payer.customer(), 400, Map.of());
    var later = Instant.now().plusSeconds(3_600);
    site.webhooks().deliver(payer.becomes("unpaid", later)).expect(200);
    var poison = payer.becomes("active", later);
    site.webhooks().deliver(poison).expect(200);
    return poison;
  }

  private static String type(JsonNode event) {
    return event.path("type").textValue();
  }

  private Locator row(JsonNode event) {
    return page.getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(event.path("id").textValue()));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static LocatorAssertions.IsVisibleOptions withinTheRefresh() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
  }

  private static LocatorAssertions.ContainsTextOptions textWithinTheRefresh() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
  }
}
