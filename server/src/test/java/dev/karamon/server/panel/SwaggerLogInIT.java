package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestMember;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Swagger UI of an API: logging in as a member, links to one endpoint, light and dark. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(180)
class SwaggerLogInIT {
  private final Site site;
  private final Chromium chromium;
  private PanelBrowser browser;
  private Page page;

  @SuppressWarnings("NullAway.Init") // opened before each test
  SwaggerLogInIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @BeforeEach
  void open_a_browser() {
    browser = PanelBrowser.open(site, chromium);
    page = browser.page();
  }

  @AfterEach
  void close_the_browser() {
    browser.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamic_token", "cookie"})
  void a_member_logs_in_calls_and_logs_out(String security) {
    var api = site.api(security).withLogin();
    api.endpoint("profile", "Login::profile");
    var member = site.member();
    open(api, "#endpoint=GET%20%2Fprofile");
    execute();
    assertAnswered("401");

    logIn(member, member.credentials().getOrDefault("password", ""));
    assertThat(state()).hasText("You call as " + member.email() + ".");
    execute();
    assertAnswered("200");
    assertThat(page.locator(".live-responses-table")).containsText(member.email());

    button("Log out").click();
    assertThat(state()).hasText("Logged out.");
    execute();
    assertAnswered("401");
    browser.assertNoComplaints();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamic_token", "cookie"})
  void who_calls_is_said_again_when_the_page_is_loaded_anew(String security) {
    var api = site.api(security).withLogin();
    api.endpoint("profile", "Login::profile");
    var member = site.member();
    open(api, "");
    assertThat(state()).isEmpty();
    assertThat(button("Log out")).isHidden();
    logIn(member, member.credentials().getOrDefault("password", ""));
    assertThat(state()).hasText("You call as " + member.email() + ".");

    page.reload();
    assertThat(state()).hasText("You call as " + member.email() + ".");
    button("Log out").click();
    assertThat(state()).hasText("Logged out.");

    page.reload();
    assertThat(page.locator(".info .title")).isVisible();
    assertThat(state()).isEmpty();
    assertThat(button("Log out")).isHidden();
    browser.assertNoComplaints();
  }

  @Test
  void a_kept_token_is_named_where_nothing_tells_whose_it_is() {
    var api = site.api("dynamic_token").withLogin();
    var member = site.member();
    open(api, "");
    logIn(member, member.credentials().getOrDefault("password", ""));
    assertThat(state()).hasText("You call as " + member.email() + ".");

    page.reload();
    assertThat(state()).hasText("You call with the token that this browser keeps.");
    button("Log out").click();
    assertThat(state()).hasText("Logged out.");
    page.reload();
    assertThat(page.locator(".info .title")).isVisible();
    assertThat(state()).isEmpty();
    browser.assertNoComplaints();
  }

  @Test
  void a_kept_token_that_has_ended_is_said_to_have_and_can_be_forgotten() {
    var api = site.api("dynamic_token").withLogin();
    api.endpoint("profile", "Login::profile");
    var member = site.member();
    open(api, "#endpoint=POST%20%2Flogout");
    logIn(member, member.credentials().getOrDefault("password", ""));
    assertThat(state()).hasText("You call as " + member.email() + ".");
    execute();
    assertThat(state())
        .hasText("The token that this browser keeps is no member's, or has expired.");

    page.reload();
    assertThat(state())
        .hasText("The token that this browser keeps is no member's, or has expired.");
    button("Log out").click();
    assertThat(state()).hasText("Logged out.");
    browser.assertNoComplaints();
  }

  @Test
  void how_the_payment_page_was_left_is_said() {
    var api = site.api("dynamic_token").withLogin();
    open(api, "");
    assertThat(page.locator("#back")).isHidden();
    open(api, "?paid=cs_test_1");
    assertThat(page.locator("#back")).hasText("The payment page was completed.");
    open(api, "?not_paid");
    assertThat(page.locator("#back")).hasText("The payment page was left without paying.");
    Assertions.assertThat(browser.barriersIn(".tools")).isEmpty();
    browser.assertNoComplaints();
  }

  @Test
  void a_wrong_password_is_said_where_it_was_entered() {
    var api = site.api("dynamic_token").withLogin();
    open(api, "");

    logIn(site.member(), "not the password");

    assertThat(state()).hasClass("failed");
    Assertions.assertThat(state().innerText()).isNotBlank();
    speaksJapanese();
    browser.assertNoComplaints();
  }

  /** In the language of the panel; what is ours on the page has no barriers. */
  private void speaksJapanese() {
    page.evaluate("() => localStorage.setItem('karamon-language', 'ja')");
    page.reload();
    assertThat(page.locator(".info .title")).isVisible();
    assertThat(page.getByText("メンバーとしてログイン")).isVisible();
    assertThat(button("ログイン")).isVisible();
    page.getByLabel("メールアドレス").fill("nobody@example.com");
    Assertions.assertThat(browser.barriersIn(".tools")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "static_token", "dynamic_token"})
  void nobody_is_asked_to_log_in_where_nobody_can(String security) {
    var api = site.api(security);
    api.endpoint("groups", "MemberGroup::list");

    open(api, "");

    assertThat(page.locator("#log-in")).isHidden();
    browser.assertNoComplaints();
  }

  @Test
  void it_is_dark_when_the_system_or_the_admin_wants_it() {
    var api = site.api("dynamic_token").withLogin();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    open(api, "#endpoint=POST%20%2Flogin");
    assertThat(page.locator("html")).hasClass("dark-mode");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/swagger-ui-dark.png")));

    button("Dark").click();
    page.reload();

    assertThat(page.locator("html")).not().hasClass("dark-mode");
    assertThat(button("Dark")).hasAttribute("aria-pressed", "false");
    page.locator(".opblock.is-open").waitFor();
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/swagger-ui-light.png")));
    browser.assertNoComplaints();
  }

  private void open(TestApi api, String fragment) {
    page.navigate(site.url() + "/docs/" + api.id() + "/" + fragment);
    assertThat(page.locator(".info .title")).isVisible();
  }

  private void logIn(TestMember member, String password) {
    page.getByLabel("E-mail").fill(member.email());
    page.getByLabel("Password").fill(password);
    button("Log in").click();
  }

  private void execute() {
    page.locator(".opblock.is-open button.execute").click();
  }

  private void assertAnswered(String status) {
    assertThat(page.locator(".live-responses-table .response-col_status").last())
        .containsText(status);
  }

  private Locator state() {
    return page.locator("#log-in-state");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
