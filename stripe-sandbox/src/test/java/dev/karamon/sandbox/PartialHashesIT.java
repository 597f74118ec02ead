package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given in part is completed at every level; what is given later leaves the rest. */
class PartialHashesIT {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = new Shop();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static String subscription(String more) {
    var form = "customer=" + shop.customer("pm_card_visa") + "&items[0][price]=price_gold_monthly";
    return shop.post("/v1/subscriptions", form + more).get("id").asText();
  }

  @Test
  void aCustomersAddressesAreCompletedAndUnset() {
    var form = "shipping[name]=Ann&shipping[address][city]=Vienna&address[country]=AT";
    var customer = shop.post("/v1/customers", form);
    var path = "/v1/customers/" + customer.get("id").asText();

    assertThat(customer.at("/shipping/address/city").asText()).isEqualTo("Vienna");
    assertThat(customer.at("/shipping/address/line1").isNull()).isTrue();
    assertThat(shop.post(path, "shipping=&address=").get("shipping").isNull()).isTrue();
    assertThat(shop.get(path).get("address").isNull()).isTrue();
  }

  @Test
  void aPortalSessionIsOpenedToConfirmAnotherQuantity() {
    var subscription = shop.get("/v1/subscriptions/" + subscription(""));
    var item = subscription.at("/items/data/0/id").asText();
    var flow = "&flow_data[subscription_update_confirm]";
    var session =
        shop.post(
            "/v1/billing_portal/sessions",
            "customer="
                + subscription.get("customer").asText()
                + "&flow_data[type]=subscription_update_confirm"
                + (flow + "[subscription]=" + subscription.get("id").asText())
                + (flow + "[items][0][id]=" + item)
                + (flow + "[items][0][quantity]=2"));

    assertThat(session.at("/flow/subscription_update_confirm/items/0/price").isNull()).isTrue();
    shop.submit(session.get("url").asText() + "/confirm", Map.of());
    assertThat(
            shop.get("/v1/subscriptions/" + subscription.get("id").asText())
                .at("/items/data/0/quantity")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void aFlowEndsAsItWasAskedTo() {
    var subscription = shop.get("/v1/subscriptions/" + subscription(""));
    var id = subscription.get("id").asText();
    var form =
        "customer="
            + subscription.get("customer").asText()
            + "&flow_data[type]=subscription_cancel&flow_data[subscription_cancel][subscription]="
            + id
            + "&flow_data[after_completion][type]=";
    var session =
        shop.post(
            "/v1/billing_portal/sessions",
            form
                + "hosted_confirmation&flow_data[after_completion][hosted_confirmation][custom_message]=Farewell.");

    var end = shop.submit(session.get("url").asText() + "/cancel", Map.of("subscription", id));

    assertThat(end.statusCode()).isEqualTo(200);
    assertThat(end.body()).contains("Farewell.");
    assertThat(shop.attempt("/v1/billing_portal/sessions", form + "redirect").body())
        .contains("flow_data[after_completion][redirect]");
  }

  @ParameterizedTest
  @CsvSource({
    "comment, too dear",
    "feedback, unused",
  })
  void theDetailsOfACancellationComeOneByOne(String name, String value) {
    var path = "/v1/subscriptions/" + subscription("");
    shop.post(path, "cancel_at_period_end=true");
    var form = "cancellation_details[" + name + "]=" + value;

    var details = shop.post(path, form).get("cancellation_details");

    assertThat(details.get(name).asText()).isEqualTo(value);
    assertThat(details.get("reason").asText()).isEqualTo("cancellation_requested");
    assertThat(shop.get("/v1/subscriptions?limit=3").get("data")).isNotEmpty();
  }

  @Test
  void aNewPaymentMethodTakesPartOfAnAddress() {
    var form = "type=card&card[number]=4242424242424242&billing_details[address][city]=Vienna";
    var method = shop.post("/v1/payment_methods", form);
    var path = "/v1/payment_methods/" + method.get("id").asText();

    var changed = shop.post(path, "billing_details[address][country]=AT&billing_details[email]=");

    assertThat(method.at("/billing_details/address/line1").isNull()).isTrue();
    assertThat(changed.at("/billing_details/address/country").asText()).isEqualTo("AT");
    assertThat(shop.post(path, "billing_details[address]=").get("id")).isNotNull();
  }
}
