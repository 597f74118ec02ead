package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an admin sees first, and the subscriptions behind it. */
@KaramonTest
@Timeout(180)
class DashboardIT {
  private final Site site;
  private final Chromium chromium;
  private PanelBrowser browser;
  private Page page;

  @SuppressWarnings("NullAway.Init") // opened before each test
  DashboardIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @BeforeEach
  void open_the_panel() {
    browser = PanelBrowser.ofOwner(site, chromium);
    page = browser.page();
  }

  @AfterEach
  void close_the_panel() {
    browser.close();
  }

  @Test
  void the_screens_are_for_everybody() {
    var price = site.sandbox().price();
    paying(site.groupSoldBy(price), price);

    expiring();

    browser.check("dashboard", "/");
    assertThat(page.locator("main a[href$='/admin/tokens']")).isVisible();
    assertThat(page.locator("main a[href$='?tab=tokens']")).isVisible();
    browser.check("subscriptions", "/subscriptions");
    browser.assertNoComplaints();
  }

  @Test
  void
      the_way_leads_from_a_group_of_the_dashboard_to_its_members_and_from_a_state_to_subscriptions() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = paying(group, price);

    browser.go("/");
    link(group.name()).click();
    assertThat(link(payer.member().email())).isVisible();
    browser.go("/");
    link("Active").click();
    page.getByRole(AriaRole.SEARCHBOX).fill(payer.subscriptionId());
    page.waitForURL(Pattern.compile(".*q=" + payer.subscriptionId() + ".*"));
    link(payer.member().email()).click();

    assertThat(page.getByText(payer.customer())).isVisible();
    assertThat(page.getByText("Open in Stripe").first())
        .hasAttribute("href", site.sandbox().url() + "/dashboard/objects/" + payer.customer());
    browser.assertNoComplaints();
  }

  @Test
  void a_difference_to_stripe_is_found_told_and_put_right() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = paying(group, price);
    site.execute("DELETE FROM membership_grant WHERE member_id = " + payer.member().id());

    browser.go("/");
    button("Compare").first().click();
    assertThat(page.getByText("The last comparison with Stripe found 1 difference.")).isVisible();
    button("Compare and repair").click();
    page.getByRole(AriaRole.DIALOG).getByText("Compare and repair").click();

    assertThat(page.getByText(Pattern.compile("1 difference was repaired"))).isVisible();
    assertThat(payer.member().isIn(group)).isTrue();
    browser.assertNoComplaints();
  }

  /** A token of each kind that stops working soon. */
  private void expiring() {
    var soon = Instant.now().plus(Duration.ofDays(3)).toString();
    site.admin()
        .post("/tokens", Map.of("name", "Nightly job", "role", "viewer", "expires_at", soon))
        .expect(201);
    var api = "/apis/" + site.api("static_token").id() + "/tokens";
    site.admin().post(api, Map.of("name", "Kiosk", "expires_at", soon)).expect(201);
  }

  private Payer paying(TestGroup group, String price) {
    var payer = site.payer(price);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    return payer;
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
