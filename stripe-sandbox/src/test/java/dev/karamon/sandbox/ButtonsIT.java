package dev.karamon.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The buttons in a browser, which says where its requests come from and keeps a history; skipped
 * where there is no Chromium.
 */
class ButtonsIT {
  private static final String DECLINED = "4000 0000 0000 0002";
  private static final String ASKED = "4000 0025 0000 3155";

  private Shop shop;
  private Chromium chromium;
  private Page page;

  @BeforeEach
  void open() {
    Chromium.assumeInstalled();
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    shop = new Shop();
    chromium = Chromium.start();
    page = chromium.page(new Browser.NewPageOptions());
    // The merchant's own pages, wherever they are.
    page.route(
        Pattern.compile("http://shop\\.example/.*"),
        route -> route.fulfill(new Route.FulfillOptions().setBody("shop")));
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

  @Test
  void theStoriesOfASubscriptionHappen() {
    subscription(shop.customer("pm_card_visa"));
    dashboard("subscriptions");

    click("Renewal fails");
    assertThat(row()).containsText("past_due");
    click("Retry pays");
    assertThat(row()).containsText("active");
    click("Cancel now");
    assertThat(row()).containsText("canceled");
  }

  @Test
  void aPaymentIsRefundedAndAnEventSentAgain() {
    subscription(shop.customer("pm_card_visa"));
    dashboard("payments");

    click("Refund");
    assertThat(button("Refund")).hasCount(0);
    Assertions.assertThat(shop.get("/v1/charges").at("/data/0/refunded").asBoolean()).isTrue();

    dashboard("events/" + shop.latestEvent());
    click("Send again");
    assertThat(page.locator("h1")).hasText("Events");
  }

  @Test
  void theFormsOfTheControlPageWork() {
    dashboard("control");
    var now = page.locator("strong").last();
    var before = now.innerText();

    click("Advance");
    assertThat(now).not().hasText(before);
    click("Add");
    assertThat(page.getByText("Times left")).isVisible();
    click("End all bad days");
    assertThat(page.getByText("Times left")).hasCount(0);
    page.getByLabel("Drop, percent").fill("10");
    click("Apply");
    assertThat(page.getByLabel("Drop, percent")).hasValue("10");
    page.getByLabel("The subscription becomes").selectOption("UNPAID");
    click("Save");
    assertThat(page.getByLabel("The subscription becomes")).hasValue("UNPAID");
  }

  @Test
  void aBuyerGoesBackThroughEveryRefusalOfACheckout() {
    var url = session("&allow_promotion_codes=true");
    page.navigate(url);
    page.getByLabel("Promotion code").fill("NO");
    click("Apply code");
    assertThat(page.getByText("This code is invalid.")).isVisible();
    page.getByLabel("E-mail").fill("ann@example.com");
    pay(DECLINED);
    assertThat(page.getByText("Your card was declined.")).isVisible();
    pay(ASKED);
    click("Fail authentication");
    assertThat(page.getByText("could not authenticate you")).isVisible();

    page.goBack();
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("Your order");
    page.goBack();
    assertThat(page.getByText("Your card was declined.")).isVisible();
    page.goBack();
    assertThat(page.getByText("This code is invalid.")).isVisible();
    page.goBack();
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);

    page.getByLabel("E-mail").fill("ann@example.com");
    pay(ASKED);
    page.waitForRequest("http://shop.example/ok", () -> click("Complete authentication"));
  }

  @Test
  void anInvoiceIsPaidAfterRefusals() {
    var subscription = subscription(shop.customer("pm_card_visa")).get("id").asText();
    shop.control("/sandbox/subscriptions/" + subscription + "/renew", "{\"fails\":true}");
    page.navigate(shop.get("/v1/invoices?status=open").at("/data/0/hosted_invoice_url").asText());

    pay(DECLINED);
    assertThat(page.getByText("Your card was declined.")).isVisible();
    pay(ASKED);
    click("Fail authentication");
    assertThat(page.getByText("could not authenticate you")).isVisible();
    page.goBack();
    page.goBack();
    assertThat(page.getByText("Your card was declined.")).isVisible();
    pay(Shop.GOOD_CARD);
    assertThat(page.getByText("$5.00, paid")).isVisible();
  }

  @Test
  void aCustomerUsesThePortal() {
    var customer = shop.customer("pm_card_visa");
    subscription(customer);
    page.navigate(
        shop.post(
                "/v1/billing_portal/sessions",
                "customer=" + customer + "&return_url=http://shop.example/back")
            .get("url")
            .asText());

    card(DECLINED);
    click("Use this card");
    assertThat(page.getByText("Your card was declined.")).isVisible();
    click("Cancel at the end of the period");
    assertThat(page.getByText("Ends on")).isVisible();
    page.goBack();
    assertThat(page.getByText("Your card was declined.")).isVisible();
    click("Keep this subscription");
    assertThat(page.getByText("Renews on")).isVisible();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Return to the shop"))
        .click();
    page.waitForURL("http://shop.example/back");
  }

  private JsonNode subscription(String customer) {
    return shop.post(
        "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_silver_monthly");
  }

  private String session(String more) {
    return shop.post(
            "/v1/checkout/sessions",
            "mode=subscription&success_url=http://shop.example/ok"
                + "&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1"
                + more)
        .get("url")
        .asText();
  }

  private void dashboard(String list) {
    page.navigate(shop.sandbox.url() + "/dashboard/" + list);
  }

  private void pay(String number) {
    card(number);
    page.locator("form:has(#card_number) button").click();
  }

  private void card(String number) {
    page.getByLabel("Card number").fill(number);
    page.getByLabel("Expiry").fill("12 / 34");
    page.getByLabel("CVC").fill("123");
    page.getByLabel("Name on card").fill("Ann");
  }

  private void click(String name) {
    button(name).click();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator row() {
    return page.locator("tbody tr").first();
  }
}
