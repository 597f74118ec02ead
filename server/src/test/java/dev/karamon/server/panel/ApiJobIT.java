package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From an empty list of APIs to a payment page, as an admin and a developer get there. */
@KaramonTest
@Timeout(300)
class ApiJobIT {
  private final Site site;
  private final Chromium chromium;
  private PanelBrowser browser;
  private Page page;
  private EndpointDialog endpoint;

  @SuppressWarnings("NullAway.Init") // opened before each test
  ApiJobIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @BeforeEach
  void open_the_panel() {
    browser = PanelBrowser.ofOwner(site, chromium);
    page = browser.page();
    endpoint = new EndpointDialog(page);
  }

  @AfterEach
  void close_the_panel() {
    browser.close();
  }

  @Test
  void an_admin_makes_an_api_that_sells_and_a_developer_calls_it() {
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    var member = site.member();
    makeAnApi("Shop front");
    addEndpoint("authentication", "Login, v1", "login_challenge");
    addEndpoint("authentication", "Login, v1", "token");

    endpoint
        .choose("payments", "Stripe, v1", "checkout")
        .pick(price)
        .pick(price)
        .fill("Return URL return_url", "nowhere")
        .fill("Return URL without payment", site.url() + "/sorry");
    button("Add").click();
    assertThat(field("Return URL return_url")).hasAttribute("aria-invalid", "true");
    assertThat(endpoint.shown()).containsText("absolute");
    browser.look("endpoint-refused");
    endpoint.fill("Return URL return_url", site.url() + "/thanks").add();
    assertThat(row("checkout")).containsText("Stripe, v1");
    browser.look("api-endpoints");

    var docs = inSwaggerUi("checkout");
    docs.getByLabel("E-mail").fill(member.email());
    docs.getByLabel("Password").fill(member.credentials().get("password"));
    docs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
    assertThat(docs.locator("#log-in-state")).hasText("You call as " + member.email() + ".");
    docs.locator(".opblock-post.is-open button.execute").click();
    assertThat(docs.locator(".live-responses-table .response-col_status").last())
        .containsText("200");
    assertThat(docs.locator(".live-responses-table")).containsText("cs_test_");
    browser.assertNoComplaints();
  }

  @Test
  void switching_an_endpoint_off_is_done_in_the_list() {
    var api = site.api("none");
    api.endpoint("groups", "MemberGroup::list");
    browser.go("/apis/" + api.id());

    row("groups").getByRole(AriaRole.SWITCH).press("Space");

    Patience.until(() -> site.anybody().get(api.path("groups")).expect(404));
    page.reload();
    assertThat(row("groups").getByRole(AriaRole.SWITCH)).not().isChecked();
    browser.assertNoComplaints();
  }

  @Test
  void what_was_entered_in_a_dialog_is_not_lost_by_accident() {
    var api = site.api("dynamic_token");
    browser.go("/apis/" + api.id());
    endpoint.choose("payments", "Stripe, v1", "checkout");

    page.keyboard().press("Escape");
    button("Stay").click();

    assertThat(field("Return URL return_url")).isVisible();
    page.keyboard().press("Escape");
    button("Leave").click();
    assertThat(endpoint.shown()).hasCount(0);
    browser.assertNoComplaints();
  }

  @Test
  void a_change_that_somebody_else_has_made_meanwhile_is_not_overwritten() {
    var api = site.api("none");
    var groups = api.endpoint("groups", "MemberGroup::list");
    browser.go("/apis/" + api.id() + "?endpoint=" + groups.path("id"));
    field("Summary").fill("Mine");
    var theirs = groups.<ObjectNode>deepCopy();
    site.admin()
        .put("/endpoints/" + groups.path("id"), theirs.put("description", "Theirs"))
        .expect(200);

    button("Update").click();
    button("Load the current state").click();
    assertThat(field("Description")).hasValue("Theirs");
    assertThat(field("Summary")).hasValue("Mine");
    button("Update").click();

    assertThat(endpoint.shown()).hasCount(0);
    var saved = site.admin().get("/endpoints/" + groups.path("id")).expect(200);
    Assertions.assertThat(saved.at("/summary").textValue()).isEqualTo("Mine");
    Assertions.assertThat(saved.at("/description").textValue()).isEqualTo("Theirs");
    browser.assertNoComplaints();
  }

  @Test
  void the_screens_are_for_everybody() {
    var shop = site.shop();
    var path = "/apis/" + shop.api().id();
    var partners = site.api("static_token");
    site.admin().post("/apis/" + partners.id() + "/tokens", Map.of("name", "Partner")).expect(201);

    browser.check("apis", "/apis");
    browser.check("api", path);
    browser.check("api-settings", "/apis/" + apiWithProvider().id() + "?tab=settings");
    browser.check("api-tokens", "/apis/" + partners.id() + "?tab=tokens");
    browser.check("endpoint-new", path + "?endpoint=new");
    var checkout = site.admin().get(path + "/endpoints?q=checkout").expect(200);
    browser.check("endpoint", path + "?endpoint=" + checkout.at("/items/0/id"));
    browser.assertNoComplaints();
  }

  private TestApi apiWithProvider() {
    var provider =
        Map.of(
            "issuer", "https://id.example/",
            "audience", "shop",
            "jwks_url", "https://id.example/keys");
    return site.api("dynamic_token", Map.of("external_identity", provider));
  }

  private void makeAnApi(String title) {
    browser.go("/apis");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add").setExact(true))
        .first()
        .click();
    field("Title").fill(title);
    button("Add").click();
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
        .hasText(title);
  }

  private void addEndpoint(String category, String model, String operation) {
    endpoint.choose(category, model, operation).add();
    assertThat(row(operation)).isVisible();
  }

  private Page inSwaggerUi(String path) {
    row(path).getByRole(AriaRole.BUTTON).last().click();
    return page.waitForPopup(() ->
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Open in Swagger UI"))
            .click());
  }

  private Locator row(String path) {
    return page.getByRole(AriaRole.ROW).filter(containing(path));
  }

  private Locator field(String label) {
    return endpoint.field(label);
  }

  private Locator button(String name) {
    return endpoint.button(name);
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
