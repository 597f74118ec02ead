package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestAuthenticator;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Admins, tokens, the audit log, and an admin's own account. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(240)
class AdministrationIT {
  private final Site site;
  private final Chromium chromium;
  private PanelBrowser browser;
  private Page page;

  @SuppressWarnings("NullAway.Init") // opened before each test
  AdministrationIT(Site site, Chromium chromium) {
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
  void an_admin_sets_up_a_second_factor_and_signs_in_with_it() {
    var admin = TestAdmin.make(site, "editor");
    browser.signIn(admin.email(), TestAdmin.PASSWORD).go("/account");

    button("Set up").click();
    field("Password").fill(TestAdmin.PASSWORD);
    button("Next").click();
    assertThat(page.getByLabel("QR code for the authenticator app")).isVisible();
    var app = TestAuthenticator.sharing(field("Secret").inputValue());
    code().fill(app.wrongCode());
    button("Switch on").click();
    assertThat(code()).hasAttribute("aria-invalid", "true");
    browser.look("second-factor-app");
    code().fill(app.code());
    button("Switch on").click();
    assertThat(dialog().getByRole(AriaRole.LISTITEM)).hasCount(10);
    browser.look("second-factor-codes");
    var recovery = dialog().getByRole(AriaRole.LISTITEM).first().innerText();
    button("I have saved them").click();

    assertThat(page.getByText("10 recovery codes are left.")).isVisible();
    admin.triesToSignIn(TestAdmin.PASSWORD).expectProblem(401, "second_factor_required");
    admin.triesToSignIn(TestAdmin.PASSWORD, recovery).expect(201);
    browser.assertNoComplaints();
  }

  @Test
  void a_token_is_shown_once_and_works_until_it_is_revoked() {
    browser.go("/tokens");

    page.getByRole(AriaRole.BUTTON, named("Add a token")).click();
    field("Name").fill("Report");
    button("Add").click();
    var token = dialog().getByLabel("Token").first().inputValue();
    browser.look("token-shown-once");
    var program = Admin.withToken(site.url(), token);
    program.get("/groups").expect(200);
    button("I have copied it").click();
    page.getByLabel("Revoke the token Report").click();
    button("Revoke").click();

    assertThat(page.getByLabel("Revoke the token Report")).hasCount(0);
    program.get("/groups").expect(401);
    Assertions.assertThat(page.content()).doesNotContain(token);
    browser.assertNoComplaints();
  }

  @Test
  void an_owner_lets_somebody_in_and_changes_the_role() {
    browser.go("/admins");
    page.getByRole(AriaRole.BUTTON, named("Add admin")).click();
    field("Name").fill("Ren");
    field("E-mail address").fill("owner@example.com");
    field("Password").fill("a long password for ren");
    button("Add").click();
    assertThat(field("E-mail address")).hasAttribute("aria-invalid", "true");
    field("E-mail address").fill("ren@example.com");
    button("Add").click();
    assertThat(row("ren@example.com")).containsText("Editor");

    row("ren@example.com").getByRole(AriaRole.LINK).click();
    dialog().getByLabel("Owner").check();
    button("Update").click();

    assertThat(row("ren@example.com")).containsText("Owner");
    assertThat(dialog()).hasCount(0);
    endsTheirSession();
    browser.assertNoComplaints();
  }

  /** A session of another admin ends from where that admin is managed. */
  private void endsTheirSession() {
    var ren = Admin.signIn(site.url(), "ren@example.com", "a long password for ren");
    ren.get("/groups").expect(200);
    row("ren@example.com").getByRole(AriaRole.LINK).click();
    dialog().getByText("End", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(dialog().getByText("Not signed in anywhere.")).isVisible();
    ren.get("/groups").expect(401);
  }

  @Test
  void who_is_no_owner_is_told_so() {
    var viewer = TestAdmin.make(site, "viewer");
    browser.signIn(viewer.email(), TestAdmin.PASSWORD);

    browser.go("/admins");
    assertThat(page.getByText("This page is for owners")).isVisible();
    browser.go("/tokens");
    assertThat(page.getByText("This page is for owners")).isVisible();
    browser.look("forbidden");
    browser.assertNoComplaints();
  }

  @Test
  void the_audit_log_says_what_was_changed() {
    var group = site.group("Readers");
    site.admin().put("/groups/" + group.id(), Map.of("name", "Writers")).expect(200);
    browser.go("/audit?subject=group:" + group.id());

    var change = row("Group changed");
    change.getByText("1 change").click();

    assertThat(change).containsText(group.name());
    assertThat(change).containsText("Writers");
    browser.assertNoComplaints();
  }

  @Test
  void the_screens_are_for_everybody() {
    TestAdmin.make(site, "viewer");
    site.admin().post("/tokens", Map.of("name", "Export", "role", "viewer")).expect(201);
    site.group("Readers");

    browser.check("admins", "/admins");
    browser.check("admin-new", "/admins?admin=new");
    browser.check("tokens", "/tokens");
    browser.check("audit", "/audit");
    browser.check("account", "/account");
    browser.assertNoComplaints();
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  private Locator row(String text) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
  }

  /** Where a dialog is open, in the dialog. */
  private Locator field(String label) {
    return dialog().getByLabel(label).first();
  }

  private Locator code() {
    return dialog().getByLabel("Code", new Locator.GetByLabelOptions().setExact(true));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true)).last();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
