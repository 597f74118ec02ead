package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is in which group, and why: what an admin does about it all day. */
@KaramonTest
@Timeout(180)
class GroupsAndMembersIT {
  private final Site site;
  private final Chromium chromium;
  private PanelBrowser browser;
  private Page page;

  @SuppressWarnings("NullAway.Init") // opened before each test
  GroupsAndMembersIT(Site site, Chromium chromium) {
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
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    group.withPrices(site.sandbox().price());

    browser.check("groups", "/groups");
    browser.check("group", "/groups/" + group.id());
    browser.check("members", "/members?group_id=" + group.id());
    browser.check("member", "/members/" + payer.member().id());
    link("customer.subscription.created").click();
    page.waitForURL(Pattern.compile(".*/events/evt_.*"));
    browser.go("/members/" + payer.member().id());

    browser.speak("en");
    button("Add to group").click();
    browser.look("member-grant");
    browser.assertNoComplaints();
  }

  @Test
  void a_group_is_sold_by_a_price_that_is_picked_and_given_to_a_member_by_hand() {
    var price = site.sandbox().price();
    browser.go("/groups");
    link("Add group").first().click();
    field("Name").fill("Platinum");
    pick(price);
    button("Save").click();
    heading("Platinum").waitFor();

    browser.go("/members");
    button("Add member").click();
    dialog().getByLabel("E-mail address").fill("rei@example.com");
    dialog().getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();
    heading("rei@example.com").waitFor();
    button("Add to group").click();
    dialog().getByRole(AriaRole.COMBOBOX).fill("Plat");
    page.getByRole(AriaRole.OPTION, named("Platinum")).click();
    dialog()
        .getByLabel("Last day")
        .fill(LocalDate.now(ZoneOffset.UTC).plusYears(1).withDayOfYear(1).toString());
    dialog().getByText("Add", new Locator.GetByTextOptions().setExact(true)).click();

    assertThat(page.getByText(Pattern.compile("^Manually, until Jan 1, \\d+$"))).isVisible();
    assertThat(page.getByText(Pattern.compile("^Added to Platinum: Manually, until"))).isVisible();

    button("Remove from Platinum").click();
    assertThat(dialog()).containsText("leaves “Platinum” at once");
    dialog().getByRole(AriaRole.BUTTON, in("Remove")).click();
    assertThat(page.getByText("In no group")).isVisible();
    confirmsByHand();
    browser.assertNoComplaints();
  }

  /** A mail that never came keeps nobody out for ever; who let them in is kept. */
  private void confirmsByHand() {
    var draft =
        Map.of(
            "email",
            site.unique("late").replace(' ', '-') + "@example.com",
            "status",
            "unconfirmed");
    var id = site.admin().post("/members", draft).expect(201).at("/id").longValue();
    browser.go("/members/" + id);
    button("Confirm manually").click();
    dialog().getByRole(AriaRole.BUTTON, in("Confirm manually")).click();

    assertThat(page.getByText("The member can log in now.")).isVisible();
    assertThat(button("Confirm manually")).hasCount(0);
    var entry = site.admin().get("/audit?subject=member:" + id).expect(200).at("/items/0");
    assertThat(entry.at("/before/status").textValue()).isEqualTo("unconfirmed");
    assertThat(entry.at("/after/status").textValue()).isEqualTo("active");
    assertThat(entry.at("/actor").textValue()).isEqualTo(Site.ADMIN_EMAIL);
  }

  @Test
  void a_member_who_pays_is_deleted_after_a_choice_of_what_becomes_of_the_subscription() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    browser.go("/members/" + payer.member().id());
    browser.speak("en");
    button("Delete").click();
    assertThat(dialog().getByLabel("Cancel at the end of the period")).isChecked();
    browser.look("member-delete");
    dialog().getByLabel("Cancel now").check();
    dialog().getByRole(AriaRole.BUTTON, in("Delete")).click();

    assertThat(page.getByText("The member was deleted.")).isVisible();
    var left = site.sandbox().get("/v1/subscriptions/" + payer.subscriptionId());
    assertThat(left.path("status").textValue()).isEqualTo("canceled");

    var other = site.memberWithoutPassword();
    browser.go("/members/" + other.id());
    button("Delete").click();
    assertThat(dialog().getByRole(AriaRole.RADIO)).hasCount(0);
    dialog().getByRole(AriaRole.BUTTON, in("Delete")).click();
    assertThat(page.getByText("The member was deleted.")).isVisible();
    browser.assertNoComplaints();
  }

  @Test
  void a_change_of_two_admins_at_once_is_explained_and_loses_nothing() {
    var group = site.groupSoldBy(site.sandbox().price());
    browser.go("/groups/" + group.id());
    page.getByLabel("for some days from the first failed payment").check();
    field("Days from the first failed payment").fill("10");
    site.admin()
        .put(
            "/groups/" + group.id(),
            Map.of("name", group.name(), "description", "Ann was here.", "version", 2))
        .expect(200);

    button("Save").click();

    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText(Site.ADMIN_EMAIL + " changed it while you were editing");
    button("Load the current state").click();
    assertThat(field("Description")).hasValue("Ann was here.");
    assertThat(field("Days from the first failed payment")).hasValue("10");
    button("Save").click();
    Patience.until(
        () -> assertThat(group.view().at("/stripe_policies/grace_days").intValue()).isEqualTo(10));
    browser.assertNoComplaints();
  }

  @Test
  void a_retired_price_is_dropped_after_a_look_at_who_would_leave() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());

    browser.go("/groups/" + group.id());
    button("Remove " + price).click();
    button("Save").click();
    assertThat(page.getByText("1 member would leave.")).isVisible();
    button("Drop " + price).click();
    assertThat(dialog()).containsText("1 member leaves the group at once");
    dialog().getByRole(AriaRole.BUTTON, in("Drop")).click();

    assertThat(page.getByText("The price was dropped.")).isVisible();
    assertThat(payer.member().isIn(group)).isFalse();
    browser.assertNoComplaints();
  }

  @Test
  void rules_by_which_members_leave_are_saved_after_a_question() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var payer = site.payer(price);
    site.sandbox().renews(payer.subscriptionId(), true);
    Patience.until(() ->
        assertThat(payer.member().view().at("/stripe/status").textValue()).isEqualTo("past_due"));

    browser.go("/groups/" + group.id());
    page.getByLabel("not at all").check();
    button("Save").click();
    assertThat(dialog()).containsText("1 member will leave the group at once");
    dialog().getByRole(AriaRole.BUTTON, in("Cancel")).click();
    assertThat(payer.member().isIn(group)).isTrue();
    button("Save").click();
    dialog().getByRole(AriaRole.BUTTON, in("Save")).click();

    Patience.until(() -> assertThat(payer.member().isIn(group)).isFalse());
    browser.assertNoComplaints();
  }

  @Test
  void unsaved_changes_are_not_left_without_a_question() {
    var group = site.group("Gold");
    browser.go("/groups/" + group.id());
    field("Description").fill("Half a thou");
    link("Members").first().click();

    assertThat(dialog()).containsText("Leave without saving?");
    dialog().getByRole(AriaRole.BUTTON, in("Stay")).click();
    assertThat(field("Description")).hasValue("Half a thou");
  }

  @Test
  void who_may_only_read_sees_all_and_changes_nothing() {
    var group = site.groupSoldBy(site.sandbox().price());
    var member = site.member();
    browser.signIn(TestAdmin.make(site, "viewer").email(), TestAdmin.PASSWORD);

    browser.go("/groups/" + group.id());
    assertThat(page.getByText("You are signed in as Viewer.")).isVisible();
    assertThat(button("Delete")).hasCount(0);
    assertThat(page.getByRole(AriaRole.COMBOBOX)).hasCount(0);
    browser.go("/members/" + member.id());
    assertThat(button("Add to group")).hasCount(0);
    assertThat(button("Block")).hasCount(0);
    ordersAndGoesBack(member.email());
    browser.assertNoComplaints();
  }

  @Test
  void from_everywhere_the_palette_leads_to_what_is_named() {
    var member = site.member();
    var api = site.api("cookie");
    api.endpoint("lounge-door", "Login::profile");
    browser.go("/audit");
    page.keyboard().press("Control+k");
    dialog().getByRole(AriaRole.COMBOBOX).fill("member");
    assertThat(option("Members")).hasAttribute("aria-selected", "true");
    browser.look("palette");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    heading("Members").waitFor();

    button("Go to").click();
    dialog().getByRole(AriaRole.COMBOBOX).fill(member.email());
    option(member.email()).waitFor();
    page.keyboard().press("Enter");
    heading(member.email()).waitFor();
    page.keyboard().press("Control+k");
    dialog().waitFor();
    page.keyboard().press("Escape");
    assertThat(dialog()).hasCount(0);

    page.keyboard().press("Control+k");
    dialog().getByRole(AriaRole.COMBOBOX).fill("lounge-door");
    option("GET /rcms-api/" + api.id() + "/lounge-door").waitFor();
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/apis/" + api.id() + "[?]endpoint=.*"));
    browser.go("/members");

    browser.speak("ja");
    page.keyboard().press("Control+k");
    dialog().getByRole(AriaRole.COMBOBOX).fill("監査");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/audit"));
    browser.assertNoComplaints();
  }

  private Locator option(String name) {
    return dialog().getByRole(AriaRole.OPTION, in(name)).first();
  }

  /** Whoever reads a list may order it and narrow it down, and takes either back by going back. */
  private void ordersAndGoesBack(String member) {
    browser.go("/members?q=" + member);
    var head = page.getByRole(AriaRole.COLUMNHEADER, named("Member"));
    head.getByRole(AriaRole.BUTTON).click();
    assertThat(head).hasAttribute("aria-sort", "ascending");
    head.getByRole(AriaRole.BUTTON).click();
    assertThat(page).hasURL(Pattern.compile(".*sort=-email.*"));
    page.getByRole(AriaRole.COMBOBOX, named("Subscription")).click();
    page.getByRole(AriaRole.OPTION, named("Payment is late")).click();
    assertThat(page.getByText("Nothing found")).isVisible();
    page.goBack();
    assertThat(link(member)).isVisible();
    page.goBack();
    assertThat(head).hasAttribute("aria-sort", "ascending");
    assertThat(page.getByRole(AriaRole.SEARCHBOX)).hasValue(member);
  }

  private void pick(String price) {
    var testMode = page.getByRole(AriaRole.GROUP, named("Test mode"));
    testMode.getByRole(AriaRole.COMBOBOX).fill(price);
    page.getByRole(AriaRole.OPTION, named(price)).click();
    assertThat(testMode.getByText("Something")).isVisible();
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, named(name));
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name));
  }

  private Locator field(String label) {
    return page.getByRole(AriaRole.TEXTBOX, named(label));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
