package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coupons, the codes for them, and what they take off. */
class CouponIT {
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private String coupon(String form) {
    return shop.post("/v1/coupons", form).get("id").asText();
  }

  private JsonNode session(String form) {
    return shop.post("/v1/checkout/sessions", "success_url=http://shop.example/ok&" + form);
  }

  private JsonNode gold(String form) {
    return session(
        "mode=subscription&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1&"
            + form);
  }

  private JsonNode reload(JsonNode session) {
    return shop.get(
        "/v1/checkout/sessions/"
            + session.get("id").asText()
            + "?expand[]=subscription.discounts&expand[]=invoice&expand[]=line_items");
  }

  private void renew(JsonNode subscription) {
    shop.control(
        "/sandbox/subscriptions/" + subscription.get("id").asText() + "/renew",
        "{\"fails\":false}");
  }

  private long latestTotal(JsonNode subscription) {
    String list = "/v1/invoices?limit=1&subscription=" + subscription.get("id").asText();
    return shop.get(list).at("/data/0/total").asLong();
  }

  @Test
  void aTypedCodeIsTakenOffAndCanBeRemoved() {
    JsonNode session = gold("allow_promotion_codes=true");
    String url = session.get("url").asText();
    assertThat(shop.submit(url + "/promotion", Map.of("promotion_code", "welcome20")).statusCode())
        .isEqualTo(303);
    assertThat(shop.visit(url).body()).contains("Discount: Welcome", "-$3.00", "$12.00");
    shop.submit(url + "/promotion", Map.of());
    assertThat(reload(session).get("amount_total").asLong()).isEqualTo(1_500);
    shop.submit(url + "/promotion", Map.of("promotion_code", "WELCOME20"));

    shop.pay(url, Shop.GOOD_CARD);

    JsonNode paid = reload(session);
    assertThat(paid.get("amount_total").asLong()).isEqualTo(1_200);
    assertThat(paid.at("/total_details/amount_discount").asLong()).isEqualTo(300);
    assertThat(paid.at("/discounts/0/promotion_code").asText()).isEqualTo("promo_welcome");
    assertThat(paid.at("/line_items/data/0/amount_discount").asLong()).isEqualTo(300);
    assertThat(paid.at("/invoice/subtotal").asLong()).isEqualTo(1_500);
    assertThat(paid.at("/invoice/amount_paid").asLong()).isEqualTo(1_200);
    assertThat(paid.at("/invoice/total_discount_amounts/0/amount").asLong()).isEqualTo(300);
    assertThat(paid.at("/invoice/lines/data/0/discount_amounts/0/amount").asLong()).isEqualTo(300);
    assertThat(paid.at("/subscription/discounts")).as("once is over after once").isEmpty();
    assertThat(shop.get("/v1/promotion_codes/promo_welcome").get("times_redeemed").asInt())
        .isEqualTo(1);
    assertThat(shop.story()).contains("customer.discount.created", "customer.discount.deleted");
    renew(paid.get("subscription"));
    assertThat(latestTotal(paid.get("subscription"))).isEqualTo(1_500);
  }

  @Test
  void aSessionThatBecomesFreeNeedsNoCard() {
    String free = coupon("percent_off=100&duration=forever");
    JsonNode session = gold("payment_method_collection=if_required&discounts[0][coupon]=" + free);
    assertThat(session.get("amount_total").asLong()).isZero();
    String url = session.get("url").asText();
    assertThat(shop.visit(url).body()).doesNotContain("Card number");
    shop.submit(url, Map.of("name", "Ann", "email", "ann@example.com"));
    JsonNode done = reload(session);
    assertThat(done.get("payment_status").asText()).isEqualTo("no_payment_required");
    assertThat(done.at("/subscription/status").asText()).isEqualTo("active");
    assertThat(done.at("/subscription/discounts/0/source/coupon").asText()).isEqualTo(free);
  }

  @Test
  void anAmountIsSpreadOverTheLinesOfAPayment() {
    String off = coupon("amount_off=3000&currency=usd");
    JsonNode session =
        session(
            "mode=payment&line_items[0][price]=price_lifetime&line_items[0][quantity]=1"
                + "&line_items[1][quantity]=1&line_items[1][price_data][currency]=usd&line_items[1][price_data][unit_amount]=100"
                + "&line_items[1][price_data][product_data][name]=Pin&discounts[0][coupon]="
                + off);
    shop.pay(session.get("url").asText(), Shop.GOOD_CARD);
    JsonNode lines = reload(session).at("/line_items/data");
    assertThat(lines.at("/0/amount_discount").asLong() + lines.at("/1/amount_discount").asLong())
        .isEqualTo(3_000);
    assertThat(lines.at("/1/amount_discount").asLong()).isEqualTo(15);
    assertThat(shop.get("/v1/charges").at("/data/0/amount").asLong()).isEqualTo(17_000);
    assertThat(shop.get("/v1/coupons/" + off).get("times_redeemed").asInt()).isEqualTo(1);
  }

  @Test
  void aRepeatingCouponEndsAfterItsMonthsAndAForeverOneStays() {
    String twice = coupon("percent_off=50&duration=repeating&duration_in_months=2");
    String always = coupon("amount_off=100&currency=usd&duration=forever");
    JsonNode subscription =
        shop.post(
            "/v1/subscriptions",
            "customer="
                + shop.customer("pm_card_visa")
                + "&items[0][price]=price_gold_monthly&discounts[0][coupon]="
                + twice
                + "&discounts[1][coupon]="
                + always);
    assertThat(latestTotal(subscription)).isEqualTo(650);
    shop.control("/sandbox/clock/advance", "{\"seconds\":" + 32 * 86_400 + "}");
    assertThat(latestTotal(subscription)).isEqualTo(650);
    shop.control("/sandbox/clock/advance", "{\"seconds\":" + 31 * 86_400 + "}");
    assertThat(latestTotal(subscription)).isEqualTo(1_400);
    assertThat(shop.get("/v1/subscriptions/" + subscription.get("id").asText()).get("discounts"))
        .hasSize(1);
    JsonNode gone =
        shop.delete("/v1/subscriptions/" + subscription.get("id").asText() + "/discount");
    assertThat(gone.get("deleted").asBoolean()).isTrue();
    renew(subscription);
    assertThat(latestTotal(subscription)).isEqualTo(1_500);
  }

  @Test
  void couponsAndCodesCanBeReadChangedAndDeleted() {
    String id = coupon("percent_off=10&id=TEN&applies_to[products][0]=prod_gold&metadata[a]=b");
    assertThat(id).isEqualTo("TEN");
    assertThat(shop.post("/v1/coupons/TEN", "name=Ten").get("name").asText()).isEqualTo("Ten");
    JsonNode code =
        shop.post(
            "/v1/promotion_codes",
            "promotion[type]=coupon&promotion[coupon]=TEN&code=TENOFF&max_redemptions=1");
    assertThat(
            shop.get("/v1/promotion_codes?code=TENOFF&expand[]=data.promotion.coupon")
                .at("/data/0/promotion/coupon/percent_off")
                .asInt())
        .isEqualTo(10);
    JsonNode silver =
        session(
            "mode=subscription&line_items[0][price]=price_silver_monthly&line_items[0][quantity]=1&discounts[0][promotion_code]="
                + code.get("id").asText());
    assertThat(silver.get("amount_total").asLong()).as("another product").isEqualTo(500);
    shop.pay(silver.get("url").asText(), Shop.GOOD_CARD);
    assertThat(shop.get("/v1/promotion_codes?active=false").get("data")).hasSize(1);
    assertThat(shop.delete("/v1/coupons/TEN").get("deleted").asBoolean()).isTrue();
    assertThat(shop.send(shop.api("/v1/coupons/TEN")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/coupons?percent_off=101",
        "/v1/coupons?amount_off=100",
        "/v1/coupons?percent_off=10&amount_off=5&currency=usd",
        "/v1/coupons?percent_off=10&duration=repeating",
        "/v1/promotion_codes?promotion[type]=coupon",
        "/v1/promotion_codes?promotion[type]=coupon&promotion[coupon]=no",
        "/v1/promotion_codes?promotion[type]=coupon&promotion[coupon]=coupon_welcome&code=welcome20",
        "/v1/checkout/sessions?mode=payment&success_url=http://a.example&line_items[0][price]=price_lifetime&line_items[0][quantity]=1&allow_promotion_codes=true&discounts[0][coupon]=coupon_welcome",
        "/v1/checkout/sessions?mode=payment&success_url=http://a.example&line_items[0][price]=price_lifetime&line_items[0][quantity]=1&discounts[0][coupon]=no"
      })
  void whatMakesNoSenseIsRefused(String call) {
    String[] parts = call.split("\\?", 2);
    HttpResponse<String> refused =
        shop.send(
            shop.api(parts[0])
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(parts[1])));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
  }
}
