package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refused call changes nothing and announces nothing, however late it is refused. */
class WholeOrNotIT {
  private static final List<String> LISTS =
      List.of(
          "customers",
          "products",
          "prices",
          "subscriptions?status=all&",
          "invoices",
          "charges",
          "payment_intents",
          "invoice_payments",
          "checkout/sessions",
          "coupons",
          "events");

  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = new Shop();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Map<String, JsonNode> everything() {
    Map<String, JsonNode> everything = new TreeMap<>();
    for (var list : LISTS) {
      var path = "/v1/" + list + (list.contains("?") ? "" : "?") + "limit=100";
      everything.put(list, shop.get(path).get("data"));
    }
    return everything;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          customers     | 400 | name=Ben&payment_method=pm_no
          customers     | 400 | name=Ben&invoice_settings[default_payment_method]=pm_card_visa
          customers     | 400 | name=Ben&expand[]=nonsense
          customers     | 402 | name=Ben&payment_method=pm_card_chargeDeclined
          customers/OWN | 400 | name=Ben&invoice_settings[default_payment_method]=pm_card_visa
          subscriptions | 400 | customer=OWN&items[0][price]=price_gold_monthly&cancel_at=1
          subscriptions | 400 | customer=OWN&items[0][price]=price_gold_monthly&cancel_at=max_period_end&cancel_at_period_end=true
          subscriptions | 400 | customer=OWN&items[0][price_data][currency]=usd&items[0][price_data][unit_amount]=5&items[0][price_data][product]=prod_gold
          products      | 400 | name=Late&default_price_data[currency]=XYZ&default_price_data[unit_amount]=500
          products      | 400 | name=Late&default_price_data[currency]=usd
          prices        | 400 | currency=usd&unit_amount=5&product_data[name]=Late&lookup_key=taken
          """)
  void aRefusedCallLeavesNothingBehind(String path, int status, String form) {
    var customer = shop.customer("pm_card_visa");
    shop.post(
        "/v1/prices",
        "product=prod_gold&currency=usd&unit_amount=5&lookup_key=taken&transfer_lookup_key=true");
    var before = everything();

    var refused =
        shop.attempt("/v1/" + path.replace("OWN", customer), form.replace("OWN", customer));

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void nobodyIsToldOfWhatIsTakenBack() {
    try (var listening = new Shop()) {
      listening.listen("customer.created");
      listening.attempt(
          "/v1/customers", "name=Refused&invoice_settings[default_payment_method]=pm_no");
      listening.post("/v1/customers", "name=Kept");

      listening.awaitEvent(event -> event.toJson().contains("Kept"), "customer that is kept");

      assertThat(listening.received).noneMatch(event -> event.toJson().contains("Refused"));
    }
  }

  @Test
  void aRefusedUpdateOfASubscriptionLeavesItAsItWas() {
    var customer = shop.customer("pm_card_visa");
    var made =
        shop.post(
            "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_gold_monthly");
    var path = "/v1/subscriptions/" + made.get("id").asText();

    var refused =
        shop.attempt(path, "description=Late&metadata[a]=b&items[0][price]=price_lifetime");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(shop.get(path)).isEqualTo(made);
  }

  @Test
  void aDeclinedPaymentStaysOnRecord() {
    var customer = shop.customer("pm_card_visa");
    var made =
        shop.post(
            "/v1/subscriptions",
            "customer="
                + customer
                + "&items[0][price]=price_gold_monthly&payment_behavior=default_incomplete");
    var invoice = "/v1/invoices/" + made.get("latest_invoice").asText();

    var declined = shop.attempt(invoice + "/pay", "payment_method=pm_card_chargeDeclined");

    assertThat(declined.statusCode()).isEqualTo(402);
    assertThat(shop.get(invoice).get("attempt_count").asInt()).isEqualTo(1);
    assertThat(shop.get("/v1/charges?customer=" + customer).at("/data/0/status").asText())
        .isEqualTo("failed");
    assertThat(shop.story()).contains("charge.failed", "invoice.payment_failed");
  }
}
