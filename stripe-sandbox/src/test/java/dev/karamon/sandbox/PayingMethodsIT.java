package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which payment methods may pay for what. */
class PayingMethodsIT {
  private static final String DEFAULT = "/invoice_settings/default_payment_method";
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = new Shop();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static JsonNode customer(String id) {
    return shop.get("/v1/customers/" + id);
  }

  private static JsonNode subscription(String customer, String more) {
    var form = "customer=" + customer + "&items[0][price]=price_gold_monthly" + more;
    return shop.post("/v1/subscriptions", form);
  }

  @Test
  void aMethodThatIsTakenAwayPaysNoRenewal() {
    var owner = shop.customer("pm_card_visa");
    var method = customer(owner).at(DEFAULT).asText();
    var made = subscription(owner, "").get("id").asText();
    var last = shop.latestEvent();

    shop.post("/v1/payment_methods/" + method + "/detach", "");

    assertThat(shop.storyAfter(last)).containsExactly("payment_method.detached");
    shop.control("/sandbox/subscriptions/" + made + "/renew", "{\"fails\": false}");
    assertThat(shop.get("/v1/subscriptions/" + made).get("status").asText()).isEqualTo("past_due");
    assertThat(shop.get("/v1/charges?customer=" + owner).get("data")).hasSize(1);
  }

  @Test
  void aSubscriptionsOwnMethodThatIsTakenAwayPaysNothing() {
    var owner = shop.customer("pm_card_visa");
    var own =
        shop.post("/v1/payment_methods/pm_card_mastercard/attach", "customer=" + owner)
            .get("id")
            .asText();
    var made = subscription(owner, "&default_payment_method=" + own).get("id").asText();

    shop.post("/v1/payment_methods/" + own + "/detach", "");
    shop.control("/sandbox/subscriptions/" + made + "/renew", "{\"fails\": false}");

    var charge = shop.get("/v1/charges?customer=" + owner).at("/data/0");
    assertThat(charge.at("/payment_method_details/card/brand").asText()).isEqualTo("visa");
    assertThat(charge.get("payment_method")).isEqualTo(customer(owner).at(DEFAULT));
  }

  @Test
  void aMethodThatWasTakenAwayIsGoneForGood() {
    var owner = shop.customer("pm_card_visa");
    var method = customer(owner).at(DEFAULT).asText();
    shop.post("/v1/payment_methods/" + method + "/detach", "");

    var again = shop.attempt("/v1/payment_methods/" + method + "/attach", "customer=" + owner);
    var made =
        shop.attempt(
            "/v1/subscriptions", "customer=" + owner + "&items[0][price]=price_gold_monthly");

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("may not be used again");
    assertThat(made.statusCode()).isEqualTo(400);
    assertThat(made.body()).contains("no attached payment source or default payment method");
  }

  @Test
  void aCardThatIsDeclinedIsNotTaken() {
    var last = shop.latestEvent();

    var refused = shop.attempt("/v1/customers", "payment_method=pm_card_chargeDeclined");

    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(Shop.json(refused).at("/error/code").asText()).isEqualTo("card_declined");
    assertThat(shop.storyAfter(last)).isEmpty();
  }

  @Test
  void nobodyPaysWithAnothersMethod() {
    var other = customer(shop.customer("pm_card_visa")).at(DEFAULT).asText();
    var owner = shop.customer("pm_card_visa");
    var made = subscription(owner, "&payment_behavior=default_incomplete");
    var invoice = made.get("latest_invoice").asText();

    assertRefused("/v1/subscriptions/" + made.get("id").asText(), "default_payment_method", other);
    assertRefused("/v1/invoices/" + invoice + "/pay", "payment_method", other);
    assertThat(shop.attempt("/v1/invoices", "customer=" + owner + "&default_payment_method=pm_no"))
        .returns(400, it -> it.statusCode());
  }

  private static void assertRefused(String path, String name, String method) {
    var refused = shop.attempt(path, name + "=" + method);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(Shop.json(refused).at("/error/param").asText()).isEqualTo(name);
  }

  @Test
  void theMethodThatPaysIsKeptWhereThatWasAskedFor() {
    var owner = shop.customer("pm_card_visa");
    var settings = "&payment_settings[save_default_payment_method]=on_subscription";

    var paid = subscription(owner, settings);
    var open = subscription(owner, settings + "&payment_behavior=default_incomplete");
    shop.post("/v1/invoices/" + open.get("latest_invoice").asText() + "/pay", "");

    assertThat(paid.get("default_payment_method")).isEqualTo(customer(owner).at(DEFAULT));
    assertThat(
            shop.get("/v1/subscriptions/" + open.get("id").asText()).get("default_payment_method"))
        .isEqualTo(customer(owner).at(DEFAULT));
    assertThat(subscription(owner, "").get("default_payment_method").isNull()).isTrue();
  }
}
