package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.karamon.json.Json;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Sandbox;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a front-end developer does first: the whole main job in Swagger UI, in a real browser. */
@KaramonTest
@Timeout(180)
class SwaggerUiIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Site site;
  private final Chromium chromium;
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;
  private int shots;

  @SuppressWarnings("NullAway.Init") // opened before each test
  SwaggerUiIT(Site site, Chromium chromium) {
    this.site = site;
    this.chromium = chromium;
  }

  @BeforeEach
  void open_a_browser() {
    context = chromium.open(new Browser.NewContextOptions().setViewportSize(1280, 1000));
    page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
  }

  @AfterEach
  void close_the_browser() {
    context.close();
  }

  @Test
  void a_developer_logs_in_pays_and_cancels_in_swagger_ui() {
    var shop = shop();
    var member = site.member();
    var docs = site.url() + "/docs/" + shop.api().id() + "/";
    page.navigate(docs);
    PlaywrightAssertions.assertThat(page.locator(".info .title")).isVisible();
    shot("swagger-ui");

    var grant = execute("/login", Json.text(member.credentials())).path("grant_token").textValue();
    var tokens = execute("/token", Json.text(Map.of("grant_token", grant)));
    shot("token");
    authorize(tokens.at("/access_token/value").textValue());

    assertThat(groups(execute("/profile"))).doesNotContain(shop.group().name());
    var checkout = execute("/checkout");
    shot("checkout-answer");

    page.navigate(checkout.path("url").textValue());
    pay();
    page.waitForURL(Pattern.compile(Pattern.quote(docs) + "\\?paid=cs_.*"));

    PlaywrightAssertions.assertThat(page.locator("#back"))
        .hasText("The payment page was completed.");
    PlaywrightAssertions.assertThat(page.locator("#log-in-state"))
        .hasText("You call as " + member.email() + ".");

    var paid = execute("/profile");
    shot("profile-after-paying");
    assertThat(groups(paid)).contains(shop.group().name());
    assertThat(paid.at("/stripe/subscription_id").textValue()).startsWith("sub_");
    assertThat(execute("/cancel").path("status").textValue()).isEqualTo("ok");
    shot("cancelled");
    assertThat(groups(execute("/profile"))).doesNotContain(shop.group().name());
    assertThat(complaints).isEmpty();
  }

  @Test
  void the_admin_api_is_shown_too() {
    page.navigate(site.url() + "/docs/admin/");

    PlaywrightAssertions.assertThat(page.locator(".opblock").first()).isVisible();
    assertThat(page.locator(".opblock").count()).isEqualTo(site.node().adminRoutes().size());
    shot("admin-api");
    assertThat(complaints).isEmpty();
  }

  /** A shop whose buyers come back to Swagger UI. */
  private Shop shop() {
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var api = site.api("dynamic_token").withLogin();
    var docs = site.url() + "/docs/" + api.id() + "/";
    var settings = new HashMap<>(site.sells(price));
    settings.put("return_url", docs + "?paid={CHECKOUT_SESSION_ID}");
    settings.put("return_err_url", docs + "?not_paid");
    api.endpoint("profile", "Login::profile");
    api.endpoint("checkout", "Stripe::checkout", settings);
    api.endpoint("cancel", "Stripe::cancel_order");
    return new Shop(price, group, api);
  }

  private Locator operation(String path) {
    var operation = page.locator(".opblock:has([data-path='" + path + "'])");
    if (operation.locator(".execute").count() == 0) {
      operation.locator(".opblock-summary-control").click();
      var tryIt = operation.locator("button.try-out__btn:has-text('Try it out')");
      operation.locator(".opblock-body").waitFor();
      if (tryIt.isVisible()) {
        tryIt.click();
      }
    }
    return operation;
  }

  private JsonNode execute(String path) {
    return execute(operation(path), path);
  }

  private JsonNode execute(String path, String body) {
    var operation = operation(path);
    operation.locator("textarea.body-param__text").fill(body);
    return execute(operation, path);
  }

  /** Clicks Execute; the answer as it came, once the page shows it. */
  private JsonNode execute(Locator operation, String path) {
    var response =
        page.waitForResponse(
            answer -> answer.url().contains("/rcms-api/") && answer.url().endsWith(path),
            () -> operation.locator("button.execute").click());
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    PlaywrightAssertions.assertThat(
            operation.locator(".live-responses-table .response-col_status").last())
        .containsText("200");
    return Json.read(response.text());
  }

  private void authorize(String token) {
    page.locator(".auth-wrapper .authorize").first().click();
    var dialog = page.locator(".dialog-ux");
    shot("authorize");
    if (dialog.locator("button:has-text('Logout')").count() == 0) {
      dialog.locator("input").first().fill(token);
      dialog.locator("button.authorize").first().click();
    }
    PlaywrightAssertions.assertThat(dialog.locator("button:has-text('Logout')").first())
        .isVisible();
    dialog.locator("button.btn-done").first().click();
  }

  private void pay() {
    page.locator("#card_number").fill(Sandbox.CARD);
    page.locator("#expiry").fill("12 / 34");
    page.locator("#cvc").fill("123");
    page.locator("#name").fill("Mika");
    shot("payment-page");
    page.locator("button[type=submit]").first().click();
  }

  private static List<String> groups(JsonNode profile) {
    var names = new ArrayList<String>();
    profile.path("group_ids").forEach(name -> names.add(name.textValue()));
    return names;
  }

  private void shot(String name) {
    var file = SCREENSHOTS.resolve("%02d-%s.png".formatted(++shots, name));
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
