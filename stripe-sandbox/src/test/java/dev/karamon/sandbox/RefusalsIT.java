package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API does not take, and how it says so. */
class RefusalsIT {
  private static Shop shop;
  private static JsonNode subscription;

  @BeforeAll
  static void open() {
    shop = new Shop();
    String customer = shop.customer("pm_card_visa");
    subscription =
        shop.post(
            "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_gold_monthly");
  }

  private static String own(String text) {
    return text.replace("OWN", subscription.get("customer").asText())
        .replace("SUB", subscription.get("id").asText())
        .replace("ITEM", subscription.at("/items/data/0/id").asText());
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 401, You did not provide an API key",
    "Bearer sk_test_invalid_1, 401, Invalid API Key provided: sk_test_",
    "Bearer rk_test_invalid, 401, Invalid API Key provided",
    "Bearer nonsense, 401, Invalid API Key provided",
    "Bearer sk_live_1234567890, 401, takes test keys only",
    "Bearer rk_live_1234567890, 401, takes test keys only",
    "Bearer pk_test_1234567890, 401, secret_key_required",
    "Basic c2tfdGVzdF93aXJlOg==, 200, acct_",
    "Bearer rk_test_restricted, 200, acct_"
  })
  void onlyTestKeysAreTaken(String authorization, int status, String text) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(shop.sandbox.url() + "/v1/account"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response = shop.send(request);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(text);
    assertThat(response.headers().firstValue("Request-Id")).isPresent();
    assertThat(response.headers().firstValue("Stripe-Version")).contains("2026-07-29.dahlia");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/customers               | nonsense=1                          | 400 | parameter_unknown           | nonsense
          /v1/customers               | address[planet]=mars                | 400 | parameter_unknown           | address[planet]
          /v1/customers               | coupon=x                            | 400 | parameter_unknown           | coupon
          /v1/customers               | tax[validate_location]=deferred     | 400 | sandbox_not_simulated       | tax
          /v1/customers               | email=nobody                        | 400 | email_invalid               | email
          /v1/products                | description=x                       | 400 | parameter_missing           | name
          /v1/prices                  | product=prod_gold&currency=usd      | 400 | parameter_missing           | unit_amount
          /v1/prices                  | product=prod_gold&unit_amount=5     | 400 | parameter_missing           | currency
          /v1/prices                  | product=prod_no&currency=usd&unit_amount=5 | 400 | resource_missing     | product
          /v1/prices                  | product=prod_gold&currency=usd&unit_amount=1.5e3 | 400 | parameter_invalid_integer | unit_amount
          /v1/prices                  | product=prod_gold&currency=usd&unit_amount=10.5 | 400 | parameter_invalid_integer | unit_amount
          /v1/prices                  | product=prod_gold&currency=usd&unit_amount=-1 | 400 | parameter_invalid_integer | unit_amount
          /v1/prices                  | product=prod_gold&currency=usd&unit_amount=5&recurring[interval]=month&recurring[interval_count]=0 | 400 | parameter_invalid_integer | recurring[interval_count]
          /v1/refunds                 | charge=ch_no&amount=10.5            | 400 | parameter_invalid_integer   | amount
          /v1/coupons                 | amount_off=1.5&currency=usd         | 400 | parameter_invalid_integer   | amount_off
          /v1/coupons                 | amount_off=0&currency=usd           | 400 | parameter_invalid_integer   | amount_off
          /v1/subscriptions           | customer=OWN&items[0][price]=price_gold_monthly&items[0][quantity]=-3 | 400 | parameter_invalid_integer | items[0][quantity]
          /v1/subscriptions/SUB       | items[0][id]=ITEM&items[0][quantity]=-3 | 400 | parameter_invalid_integer | items[0][quantity]
          /v1/subscriptions/SUB       | items[0][price]=price_silver_monthly&items[0][quantity]=-3 | 400 | parameter_invalid_integer | items[0][quantity]
          /v1/invoiceitems            | customer=OWN&pricing[price]=price_lifetime&quantity=-3 | 400 | parameter_invalid_integer | quantity
          /v1/products                | name=x&active=maybe                 | 400 | parameter_invalid_boolean   | active
          /v1/products                | name=                               | 400 | parameter_invalid_empty     | name
          /v1/subscriptions           | customer=cus_no                     | 400 | resource_missing            | customer
          /v1/webhook_endpoints       | url=https://a.example               | 400 | parameter_missing           | enabled_events
          /v1/webhook_endpoints       | url=nowhere&enabled_events[]=*      | 400 | url_invalid                 | url
          /v1/checkout/sessions       | mode=subscription                   | 400 | parameter_missing           | success_url
          /v1/checkout/sessions       | mode=subscription&success_url=https://a.example | 400 | parameter_missing | line_items
          /v1/checkout/sessions       | mode=subscription&success_url=https://a.example&line_items[0][price]=price_no&line_items[0][quantity]=1 | 400 | resource_missing | line_items[0][price]
          /v1/subscriptions           | customer=OWN&items[0][price]=price_gold_monthly&payment_settings[payment_method_options][card][request_three_d_secure]=any | 400 | sandbox_not_simulated | payment_settings[payment_method_options]
          /v1/subscriptions           | customer=OWN&items[0][price_data][tax_behavior]=inclusive | 400 | parameter_missing | items[0][price_data][currency]
          /v1/products                | name=x&default_price_data[currency]=usd&default_price_data[unit_amount]=5&default_price_data[custom_unit_amount][enabled]=true | 400 | sandbox_not_simulated | default_price_data[custom_unit_amount]
          /v1/products                | name=x&default_price_data[currency]=usd&default_price_data[unit_amount]=5&default_price_data[currency_options][eur][unit_amount]=5 | 400 | sandbox_not_simulated | default_price_data[currency_options]
          /v1/checkout/sessions       | mode=subscription&success_url=https://a.example&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1&subscription_data[billing_mode][type]=classic | 400 | sandbox_not_simulated | subscription_data[billing_mode][type]=classic
          /v1/customers/cus_no        | name=x                              | 404 | resource_missing            | id
          """)
  void whatIsWrongIsNamed(String path, String form, int status, String code, String param) {
    HttpResponse<String> response = shop.attempt(own(path), own(form));
    JsonNode error = Shop.json(response).path("error");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("param").asText()).isEqualTo(param);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("request_log_url").asText())
        .endsWith(response.headers().firstValue("Request-Id").orElse("no id"));
    assertThat(error.has("doc_url")).isEqualTo(!code.startsWith("sandbox_"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, parameter_invalid_integer",
    "0, parameter_invalid_integer",
    "101, parameter_invalid_integer",
    "x, parameter_invalid_integer"
  })
  void aPageHasAWholeNumberOfObjects(String limit, String code) {
    HttpResponse<String> refused = shop.read("/v1/customers?limit=" + limit);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Shop.json(refused).at("/error/code").asText()).isEqualTo(code);
    assertThat(Shop.json(refused).at("/error/param").asText()).isEqualTo("limit");
  }

  @ParameterizedTest
  @CsvSource({
    "subscriptions, customer=OWN&items[0][price]=price_gold_monthly",
    "checkout/sessions, mode=payment&success_url=https://a.example&line_items[0][price]=price_lifetime&line_items[0][quantity]=1"
  })
  void aPriceInAnotherCurrencyIsRefused(String path, String form) {
    HttpResponse<String> refused = shop.attempt("/v1/" + path, own(form) + "&currency=eur");

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(refused.body()).contains("only supports `usd`").contains("`eur`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[b=1",
        "a[b]c=1",
        "%zz=1",
        "name=1&name[x]=2",
        "metadata=text",
        "preferred_locales=de"
      })
  void malformedFormsAreRefused(String form) {
    assertThat(shop.attempt("/v1/customers", form).statusCode()).isEqualTo(400);
  }

  @Test
  void aJsonBodyAnUnknownPathAndAnotherVersionAreRefused() {
    HttpResponse<String> body =
        shop.send(
            shop.api("/v1/customers")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(body.statusCode()).isEqualTo(400);
    assertThat(shop.read("/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(shop.read("/v1/nothing").body()).contains("Unrecognized request URL");
    HttpResponse<String> version =
        shop.send(shop.api("/v1/account").header("Stripe-Version", "2020-08-27"));
    assertThat(version.statusCode()).isEqualTo(400);
    assertThat(version.body()).contains("2026-07-29.dahlia");
  }

  @ParameterizedTest
  @CsvSource({
    "172000, The `trial_end` date has to be at least 2 days in the future.",
    "172900, ''",
    "157500000, ''",
    "158000000, Invalid timestamp: can be no more than five years in the future."
  })
  void aTrialOfACheckoutIsAtLeastTwoDaysLong(long seconds, String message) {
    String form =
        "mode=subscription&success_url=https://a.example&line_items[0][price]=price_gold_monthly"
            + "&line_items[0][quantity]=1&subscription_data[trial_end]="
            + (System.currentTimeMillis() / 1000 + seconds);

    JsonNode answer = Shop.json(shop.attempt("/v1/checkout/sessions", form));

    assertThat(answer.at("/error/message").asText()).isEqualTo(message);
    assertThat(answer.path("url").isTextual()).isEqualTo(message.isEmpty());
  }

  @Test
  void aPriceStandsInASubscriptionOnce() {
    String customer = shop.customer("pm_card_visa");
    String twice = "items[0][price]=price_gold_monthly&items[1][price]=price_gold_monthly";

    HttpResponse<String> refused =
        shop.attempt("/v1/subscriptions", "customer=" + customer + "&" + twice);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("multiple subscription items with the same plan: price_gold_monthly");
    JsonNode made =
        shop.post(
            "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_gold_monthly");
    HttpResponse<String> added =
        shop.attempt(
            "/v1/subscription_items",
            "subscription=" + made.get("id").asText() + "&price=price_gold_monthly");
    assertThat(added.statusCode()).isEqualTo(400);
    assertThat(added.body())
        .contains("multiple subscription items with the same plan: price_gold_monthly");
    HttpResponse<String> changed =
        shop.attempt(
            "/v1/subscriptions/" + made.get("id").asText(), "items[0][price]=price_gold_monthly");
    assertThat(changed.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customers",
        "subscriptions",
        "prices",
        "products",
        "invoices",
        "charges",
        "payment_intents"
      })
  void searchIsSaidNotToBeSimulated(String resource) {
    HttpResponse<String> refused = shop.read("/v1/" + resource + "/search?query=name:'x'");

    assertThat(refused.statusCode()).isEqualTo(400);
    JsonNode error = Shop.json(refused).path("error");
    assertThat(error.path("code").asText()).isEqualTo("sandbox_not_simulated");
    assertThat(error.path("message").asText()).contains("search").contains("list");
  }

  @Test
  void anObjectOfLiveModeIsSaidToBeElsewhere() {
    HttpResponse<String> wrong = shop.read("/v1/checkout/sessions/cs_live_a1b2");
    assertThat(wrong.statusCode()).isEqualTo(404);
    assertThat(wrong.body()).contains("a similar object exists in live mode");
  }

  @Test
  void aDeclinedInvoiceNamesTheCardTheChargeAndTheIntent() {
    String customer = shop.customer("pm_card_visa");
    JsonNode subscription =
        shop.post(
            "/v1/subscriptions",
            "customer="
                + customer
                + "&items[0][price]=price_gold_monthly&payment_behavior=default_incomplete");
    String invoice = subscription.get("latest_invoice").asText();
    HttpResponse<String> refused =
        shop.attempt("/v1/invoices/" + invoice + "/pay", "payment_method=pm_card_chargeDeclined");
    assertThat(refused.statusCode()).isEqualTo(402);
    JsonNode error = Shop.json(refused).get("error");
    assertThat(error.get("type").asText()).isEqualTo("card_error");
    assertThat(error.get("code").asText()).isEqualTo("card_declined");
    assertThat(error.get("decline_code").asText()).isEqualTo("generic_decline");
    assertThat(error.get("charge").asText()).startsWith("ch_");
    assertThat(error.at("/payment_intent/status").asText()).isEqualTo("requires_payment_method");
    assertThat(error.at("/payment_method/card/last4").asText()).isEqualTo("0002");
  }
}
