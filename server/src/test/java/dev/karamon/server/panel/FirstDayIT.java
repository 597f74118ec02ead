package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.karamon.json.Json;
import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole job on a new site: an admin in the panel, a developer in Swagger UI, a buyer. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(300)
class FirstDayIT {
  private static final String MEMBER = "mika@example.com";
  private static final String PASSWORD = "a member's password";

  private final Site site;
  private final Chromium chromium;
  private Node product;
  private PanelBrowser browser;
  private Page page;

  @SuppressWarnings("NullAway.Init") // opened before each test
  FirstDayIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @BeforeEach
  void open_a_site_that_has_no_admin() {
    product = Site.nodeOn(site.freshDatabase(), site.sandbox().url());
    browser = PanelBrowser.at(product.url(), chromium);
    page = browser.page();
  }

  @AfterEach
  void close_it() {
    browser.close();
    product.close();
  }

  @Test
  void from_the_set_up_link_to_a_member_who_has_paid_and_one_who_has_cancelled() {
    var price = site.sandbox().price();
    setUp();
    signInAgain();
    connectStripe();
    sell("Gold", price);
    defineEndpoints(price);
    addMember();

    var docs = logInToSwaggerUi();
    var checkout = execute(docs, "checkout");
    browser.go("/members?q=" + MEMBER);
    Assertions.assertThat(row(MEMBER).innerText()).doesNotContain("Gold");
    site.sandbox().pays(URI.create(checkout.path("url").textValue()));
    page.reload();
    assertThat(row(MEMBER)).containsText("Gold");
    page.getByRole(AriaRole.LINK, named(MEMBER)).click();
    assertThat(page.getByText(Pattern.compile("^cus_"))).isVisible();
    assertThat(page.getByText(Pattern.compile("^sub_")).first()).isVisible();

    Assertions.assertThat(execute(docs, "cancel_order").path("status").textValue()).isEqualTo("ok");
    page.reload();
    assertThat(page.getByText("In no group")).isVisible();
    browser.assertNoComplaints();
  }

  private void setUp() {
    var token = Patience.await(product.services().firstAdmin().setupLink()).reveal();
    browser.check("set-up", "/setup?token=" + token).speak("en");
    fill("Name", "Owner");
    fill("E-mail address", Site.ADMIN_EMAIL);
    fill("Password", Site.ADMIN_PASSWORD);
    button("Create the admin and sign in").click();
    heading("Dashboard").waitFor();
    browser.settled().look("dashboard-new");
  }

  private void signInAgain() {
    page.context().clearCookies();
    browser.check("sign-in", "/sign-in").speak("en");
    fill("E-mail address", Site.ADMIN_EMAIL);
    fill("Password", "not the password");
    button("Sign in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Signing in failed");
    browser.look("sign-in-refused");
    fill("Password", Site.ADMIN_PASSWORD);
    button("Sign in").click();
    heading("Dashboard").waitFor();
  }

  private void connectStripe() {
    browser.check("stripe-new", "/settings/integrations/stripe").speak("en");
    var mode = page.getByRole(AriaRole.TABPANEL);
    mode.getByText("Events to select").click();
    assertThat(mode.getByText("checkout.session.completed")).isVisible();
    mode.getByRole(AriaRole.RADIO, in("Enable")).check();
    mode.getByLabel("Publishable key").fill("pk_test_karamonsandbox");
    mode.getByLabel("Secret key", new Locator.GetByLabelOptions().setExact(true))
        .fill("sk_test_karamonsandbox");
    save();
    assertThat(page.getByText("Saved.")).isVisible();
    button("Register webhook").click();
    assertThat(page.getByText("The webhook was registered in Stripe")).isVisible();
    button("Test connection").click();
    assertThat(page.getByText("Connected. Stripe accepts the secret key.").last()).isVisible();
    assertThat(page.getByText("Members pay in test mode")).isVisible();
    browser.look("stripe");
  }

  private void sell(String group, String price) {
    browser.check("group-new", "/groups/new").speak("en");
    page.getByRole(AriaRole.TEXTBOX, named("Name")).fill(group);
    page.getByRole(AriaRole.GROUP, named("Test mode")).getByRole(AriaRole.COMBOBOX).fill(price);
    page.getByRole(AriaRole.OPTION, named(price)).click();
    save();
    heading(group).waitFor();
  }

  private void defineEndpoints(String price) {
    browser.check("apis-new", "/apis").speak("en");
    var dialog = new EndpointDialog(page);
    button("Add").first().click();
    dialog.fill("Title", "Shop").button("Add").click();
    heading("Shop").waitFor();
    dialog.choose("authentication", "Login, v1", "login_challenge").add();
    dialog.choose("authentication", "Login, v1", "token").add();
    dialog
        .choose("payments", "Stripe, v1", "checkout")
        .pick(price)
        .fill("Return URL return_url", product.url() + "/thanks?session={CHECKOUT_SESSION_ID}")
        .fill("Return URL without payment", product.url() + "/sorry")
        .add();
    dialog.choose("payments", "Stripe, v1", "cancel_order").add();
    assertThat(row("cancel_order")).isVisible();
  }

  private void addMember() {
    Admin.signIn(product.url(), Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD)
        .post("/members", Map.of("email", MEMBER, "name", "Mika", "password", PASSWORD))
        .expect(201);
  }

  private Page logInToSwaggerUi() {
    row("checkout").getByRole(AriaRole.BUTTON).last().click();
    var docs =
        page.waitForPopup(
            () -> page.getByRole(AriaRole.MENUITEM, named("Open in Swagger UI")).click());
    docs.getByLabel("E-mail").fill(MEMBER);
    docs.getByLabel("Password").fill(PASSWORD);
    docs.getByRole(AriaRole.BUTTON, named("Log in")).click();
    assertThat(docs.locator("#log-in-state")).hasText("You call as " + MEMBER + ".");
    return docs;
  }

  /** Tries an endpoint out; the answer as it came. */
  private static JsonNode execute(Page docs, String path) {
    var operation = docs.locator(".opblock:has([data-path='/" + path + "'])");
    if (operation.locator("button.execute").count() == 0) {
      operation.locator(".opblock-summary-control").click();
    }
    var answer =
        docs.waitForResponse(
            response -> response.url().endsWith("/" + path),
            () -> operation.locator("button.execute").click());
    Assertions.assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Json.read(answer.text());
  }

  private void fill(String label, String text) {
    // A label that has to be filled in ends with a star.
    page.getByLabel(Pattern.compile("^" + label + "( \\*)?$")).fill(text);
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
  }

  private void save() {
    page.getByRole(AriaRole.BUTTON, named("Save")).click();
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, named(name).setLevel(1));
  }

  private Locator row(String text) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
