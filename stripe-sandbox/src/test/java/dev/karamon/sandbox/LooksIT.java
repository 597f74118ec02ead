package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pages in a browser: nothing is cut off on a phone, and the accessibility checker finds
 * nothing; skipped where there is no Chromium or npm.
 */
class LooksIT {
  private final List<String> found = new ArrayList<>();
  private Shop shop;
  private Chromium chromium;
  private Page page;
  private String axe = "";

  @BeforeEach
  void open() throws IOException {
    Chromium.assumeInstalled();
    Outcome installed = NpmClients.install();
    assumeTrue(installed.status() == 0, () -> "npm install failed: " + installed.output());
    axe = Files.readString(NpmClients.INSTALLED.resolve("node_modules/axe-core/axe.min.js"));
    shop = new Shop();
    chromium = Chromium.start();
    page = chromium.page(new Browser.NewPageOptions().setBypassCSP(true));
  }

  @AfterEach
  void close() {
    if (chromium != null) {
      chromium.close();
    }
    if (shop != null) {
      shop.close();
    }
  }

  /** What there is to see, by name. */
  private Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    String base = shop.sandbox.url().toString();
    String url = session("&allow_promotion_codes=true&subscription_data[trial_period_days]=14");
    pages.put("checkout", url);
    pages.put("checkout-debit", url + "?method=sepa_debit");
    String discounted = session("&allow_promotion_codes=true");
    shop.submit(discounted + "/promotion", Map.of("promotion_code", "WELCOME20"));
    pages.put("checkout-discount", discounted);
    shop.pay(session(""), Shop.GOOD_CARD);
    String customer = shop.customer("pm_card_visa");
    String subscription =
        shop.post(
                "/v1/subscriptions",
                "customer=" + customer + "&items[0][price]=price_silver_monthly")
            .get("id")
            .asText();
    shop.control("/sandbox/subscriptions/" + subscription + "/renew", "{\"fails\":true}");
    JsonNode open = shop.get("/v1/invoices?status=open").at("/data/0");
    pages.put("invoice", open.get("hosted_invoice_url").asText());
    pages.put(
        "portal",
        shop.post(
                "/v1/billing_portal/sessions",
                "customer=" + customer + "&return_url=http://shop.example/back")
            .get("url")
            .asText());
    for (String list : List.of("subscriptions", "customers", "checkouts", "payments", "events")) {
      pages.put("dashboard-" + list, base + "/dashboard/" + list);
    }
    pages.put("dashboard-event", base + "/dashboard/events/" + shop.latestEvent());
    pages.put("dashboard-object", base + "/dashboard/objects/" + subscription);
    pages.put("dashboard-control", base + "/dashboard/control");
    pages.put("nothing", base + "/c/pay/cs_test_no");
    return pages;
  }

  private String session(String more) {
    return shop.post(
            "/v1/checkout/sessions",
            "mode=subscription&success_url=http://shop.example/ok&cancel_url=http://shop.example/no"
                + "&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1"
                + more)
        .get("url")
        .asText();
  }

  private void check(String name) throws IOException {
    Files.createDirectories(Path.of("target/looks"));
    for (int width : new int[] {360, 1280}) {
      page.setViewportSize(width, 900);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target/looks", name + "-" + width + ".png"))
              .setFullPage(true));
      Object wider =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (!wider.equals(0)) {
        found.add(name + " at " + width + " px scrolls sideways by " + wider);
      }
      if (width > 1_000) {
        cut().forEach(it -> found.add(name + " at " + width + " px cuts off " + it));
      }
      violations().forEach(it -> found.add(name + " at " + width + " px: " + it));
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    violations().forEach(it -> found.add(name + " in the dark: " + it));
    page.emulateMedia(
        new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT).setMedia(Media.SCREEN));
  }

  /** Tables that are wider than there is room for, and types of events that are broken. */
  private List<?> cut() {
    return (List<?>)
        page.evaluate(
            "() => [...document.querySelectorAll('.scroll')].filter(it => it.scrollWidth > it.clientWidth)"
                + ".map(it => it.querySelector('thead').innerText).concat("
                + "[...document.querySelectorAll('a[href*=evt_]')].filter(it => it.offsetHeight > 30)"
                + ".map(it => it.innerText))");
  }

  private List<?> violations() {
    page.evaluate(axe);
    return (List<?>)
        page.evaluate(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))");
  }

  @Test
  void everyPageFitsAPhoneAndTheAccessibilityCheckerFindsNothing() throws IOException {
    for (Map.Entry<String, String> each : pages().entrySet()) {
      page.navigate(each.getValue());
      check(each.getKey());
    }
    assertThat(found).isEmpty();
  }

  @Test
  void aBuyerPaysWithTheKeyboardAloneAndIsToldWhatIsWrong() throws IOException {
    page.navigate(session(""));
    page.getByLabel("E-mail").focus();
    page.keyboard().type("ann@example.com");
    page.keyboard().press("Tab");
    page.keyboard().type("4000000000000002");
    page.keyboard().press("Tab");
    page.keyboard().type("1234");
    page.keyboard().press("Tab");
    page.keyboard().type("123");
    page.keyboard().press("Tab");
    page.keyboard().type("Ann");
    page.keyboard().press("Enter");
    page.waitForSelector("[role=alert]");
    assertThat(page.getByLabel("Card number").getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(page.getByLabel("Card number").getAttribute("aria-describedby"))
        .isEqualTo("card_number-problem");
    check("checkout-declined");
    page.getByLabel("Card number").fill("4000002500003155");
    page.getByLabel("Expiry").fill("12/34");
    page.getByLabel("CVC").fill("123");
    page.getByLabel("CVC").press("Enter");
    page.waitForSelector("text=Complete authentication");
    check("challenge");
    assertThat(found).isEmpty();
  }
}
