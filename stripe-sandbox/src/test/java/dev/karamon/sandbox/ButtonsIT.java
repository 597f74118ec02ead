package dev.karamon.sandbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The buttons in a browser, which says where its requests come from; skipped where there is no Chromium.
 */
class ButtonsIT {
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

  private JsonNode subscription(String customer) {
    return shop.post(
        "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_silver_monthly");
  }

  private void dashboard(String list) {
    page.navigate(shop.sandbox.url() + "/dashboard/" + list);
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
