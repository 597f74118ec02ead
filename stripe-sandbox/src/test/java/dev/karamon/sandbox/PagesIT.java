package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hosted page of a checkout. */
class PagesIT {
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private JsonNode session(String more) {
    return shop.post(
        "/v1/checkout/sessions",
        "success_url=http://shop.example/ok?s={CHECKOUT_SESSION_ID}&cancel_url=http://shop.example/no&"
            + more);
  }

  private JsonNode gold(String more) {
    return session(
        "mode=subscription&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1"
            + more);
  }

  private String status(JsonNode session) {
    return shop.get("/v1/checkout/sessions/" + session.get("id").asText()).get("status").asText();
  }

  @Test
  void aGuestTypesAnEmailAndBecomesACustomer() {
    JsonNode session = gold("");
    assertThat(shop.pay(session.get("url").asText(), Shop.GOOD_CARD).statusCode()).isEqualTo(303);
    JsonNode paid =
        shop.get("/v1/checkout/sessions/" + session.get("id").asText() + "?expand[]=customer");
    assertThat(paid.at("/customer/email").asText()).isEqualTo("ann@example.com");
    assertThat(paid.at("/customer_details/name").asText()).isEqualTo("Ann Example");
    assertThat(paid.get("url").isNull()).isTrue();
    assertThat(shop.visit(session.get("url").asText()).body()).contains("already paid");
    assertThat(shop.pay(session.get("url").asText(), Shop.GOOD_CARD).statusCode()).isEqualTo(200);
    assertThat(shop.get("/v1/subscriptions").get("data")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "card_number, 1234, not one of the test cards",
    "expiry, 01/20, in the future",
    "expiry, soon, in the future",
    "expiry, 13/34, in the future",
    "cvc, 1, three or four digits",
    "name, '', name on the card",
    "email, nobody, e-mail address"
  })
  void whatIsTypedWronglyIsSaidBesideTheField(String field, String value, String text) {
    JsonNode session = gold("");
    Map<String, String> typed =
        new HashMap<>(
            Map.of(
                "card_number", Shop.GOOD_CARD,
                "expiry", "12/34",
                "cvc", "123",
                "name", "Ann",
                "email", "a@example.com"));
    typed.put(field, value);
    HttpResponse<String> page = shop.submit(session.get("url").asText(), typed);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("id=\"" + field + "-problem\" role=\"alert\"", text);
    assertThat(status(session)).isEqualTo("open");
  }

  @Test
  void aPromotionCodeCanBeTypedOnlyWhereAllowed() {
    assertThat(shop.visit(gold("").get("url").asText()).body()).doesNotContain("promotion_code");
    String url = gold("&allow_promotion_codes=true").get("url").asText();
    assertThat(shop.visit(url).body()).contains("name=\"promotion_code\"");
    assertThat(shop.submit(url + "/promotion", Map.of("promotion_code", "FREE")).body())
        .contains("This code is invalid.");
  }

  @Test
  void threeDSecureIsAskedForAndMayFail() {
    JsonNode session = gold("");
    String url = session.get("url").asText();
    HttpResponse<String> challenge = shop.pay(url, "4000 0025 0000 3155");
    assertThat(challenge.statusCode()).isEqualTo(200);
    assertThat(challenge.body()).contains("3-D Secure", "Complete authentication");
    assertThat(status(session)).isEqualTo("open");

    HttpResponse<String> unknown = shop.submit(url + "/authenticate", Map.of("outcome", "no"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("outcome must be complete or fail, not &#39;no&#39;");

    HttpResponse<String> failed = shop.submit(url + "/authenticate", Map.of("outcome", "fail"));
    assertThat(failed.statusCode()).isEqualTo(402);
    assertThat(status(session)).isEqualTo("open");

    shop.pay(url, "4000 0025 0000 3155");
    HttpResponse<String> passed = shop.submit(url + "/authenticate", Map.of("outcome", "complete"));
    assertThat(passed.statusCode()).isEqualTo(303);
    assertThat(status(session)).isEqualTo("complete");
  }

  @Test
  void aTrialIsExplainedAndCostsNothingToday() {
    JsonNode session =
        gold("&subscription_data[trial_period_days]=14&subscription_data[metadata][m]=7");
    assertThat(session.get("amount_total").asLong()).isZero();
    HttpResponse<String> page = shop.visit(session.get("url").asText());
    assertThat(page.body()).contains("Free trial", "Start trial", "$0.00");
    shop.pay(session.get("url").asText(), Shop.GOOD_CARD);
    JsonNode paid = shop.get("/v1/checkout/sessions/" + session.get("id").asText());
    assertThat(paid.get("payment_status").asText()).isEqualTo("no_payment_required");
    JsonNode subscription = shop.get("/v1/subscriptions/" + paid.get("subscription").asText());
    assertThat(subscription.get("status").asText()).isEqualTo("trialing");
    assertThat(subscription.at("/metadata/m").asText()).isEqualTo("7");
    String invoice =
        shop.get("/v1/invoices/" + paid.get("invoice").asText()).get("hosted_invoice_url").asText();
    assertThat(shop.visit(invoice).body()).contains("Trial period for Gold", "$0.00, paid");
  }

  @Test
  void oneTimePaymentsAndSavedCardsComplete() {
    JsonNode tea =
        session(
            "mode=payment&payment_intent_data[metadata][order]=5&line_items[0][quantity]=2&line_items[0][price_data][currency]=jpy"
                + "&line_items[0][price_data][unit_amount]=700&line_items[0][price_data][product_data][name]=Tea");
    assertThat(shop.visit(tea.get("url").asText()).body()).contains("Pay ¥1,400");
    assertThat(shop.pay(tea.get("url").asText(), "4000 0000 0000 9995").statusCode())
        .isEqualTo(402);
    assertThat(shop.pay(tea.get("url").asText(), Shop.GOOD_CARD).statusCode()).isEqualTo(303);
    JsonNode paid =
        shop.get("/v1/checkout/sessions/" + tea.get("id").asText() + "?expand[]=payment_intent");
    assertThat(paid.at("/payment_intent/amount_received").asLong()).isEqualTo(1_400);
    assertThat(paid.at("/payment_intent/metadata/order").asText()).isEqualTo("5");
    JsonNode refund =
        shop.post("/v1/refunds", "payment_intent=" + paid.at("/payment_intent/id").asText());
    assertThat(refund.get("status").asText()).isEqualTo("succeeded");
    assertThat(shop.story())
        .containsSubsequence(
            "payment_intent.payment_failed",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed",
            "charge.updated",
            "refund.created",
            "charge.refunded",
            "refund.updated");
    String customer = shop.post("/v1/customers", "email=b@example.com").get("id").asText();
    JsonNode card = session("mode=setup&currency=usd&customer=" + customer);
    assertThat(shop.pay(card.get("url").asText(), Shop.GOOD_CARD).statusCode()).isEqualTo(303);
    assertThat(shop.get("/v1/customers/" + customer + "/payment_methods").get("data")).hasSize(1);
  }

  @Test
  void whatIsBoughtOnceBesideASubscriptionIsOnItsFirstInvoice() {
    JsonNode session = gold("&line_items[1][price]=price_lifetime&line_items[1][quantity]=1");
    assertThat(shop.pay(session.get("url").asText(), Shop.GOOD_CARD).statusCode()).isEqualTo(303);
    JsonNode paid =
        shop.get("/v1/checkout/sessions/" + session.get("id").asText() + "?expand[]=invoice");
    assertThat(paid.at("/invoice/amount_paid").asLong()).isEqualTo(1_500 + 19_900);
    assertThat(paid.at("/invoice/lines/data")).hasSize(2);
    JsonNode subscription = shop.get("/v1/subscriptions/" + paid.get("subscription").asText());
    assertThat(subscription.at("/items/data")).hasSize(1);
  }

  @Test
  void anExpiredSessionCannotBePaid() {
    JsonNode session = gold("");
    shop.post("/v1/checkout/sessions/" + session.get("id").asText() + "/expire", "");
    assertThat(shop.visit(session.get("url").asText()).statusCode()).isEqualTo(410);
    assertThat(shop.pay(session.get("url").asText(), Shop.GOOD_CARD).statusCode()).isEqualTo(410);
    assertThat(shop.story()).contains("checkout.session.expired");
    assertThat(shop.visit(shop.sandbox.url() + "/c/pay/cs_test_no").statusCode()).isEqualTo(404);
  }
}
