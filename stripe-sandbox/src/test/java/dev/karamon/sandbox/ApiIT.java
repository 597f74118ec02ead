package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire itself: headers, form encoding, errors, paging, expansion, idempotency. */
class ApiIT {
  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = new Shop();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static HttpRequest.Builder request(String path) {
    return shop.api(path);
  }

  private static HttpResponse<String> post(String path, String form, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return shop.send(request);
  }

  private static HttpResponse<String> get(String path) {
    return shop.send(request(path));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Shop.json(response);
  }

  private static JsonNode created(String path, String form) {
    return shop.post(path, form);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 401, You did not provide an API key",
    "Bearer sk_test_invalid_1, 401, Invalid API Key provided: sk_test_",
    "Bearer rk_test_invalid, 401, Invalid API Key provided",
    "Bearer nonsense, 401, Invalid API Key provided",
    "Bearer sk_live_1234567890, 401, takes test keys only",
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
          /v1/products                | name=x&active=maybe                 | 400 | parameter_invalid_boolean   | active
          /v1/products                | name=                               | 400 | parameter_invalid_empty     | name
          /v1/subscriptions           | customer=cus_no                     | 400 | resource_missing            | customer
          /v1/webhook_endpoints       | url=https://a.example               | 400 | parameter_missing           | enabled_events
          /v1/webhook_endpoints       | url=nowhere&enabled_events[]=*      | 400 | url_invalid                 | url
          /v1/checkout/sessions       | mode=subscription                   | 400 | parameter_missing           | success_url
          /v1/checkout/sessions       | mode=subscription&success_url=https://a.example | 400 | parameter_missing | line_items
          /v1/checkout/sessions       | mode=subscription&success_url=https://a.example&line_items[0][price]=price_no&line_items[0][quantity]=1 | 400 | resource_missing | line_items[0][price]
          /v1/customers/cus_no        | name=x                              | 404 | resource_missing            | id
          """)
  void whatIsWrongIsNamed(String path, String form, int status, String code, String param) {
    HttpResponse<String> response = post(path, form);
    JsonNode error = json(response).path("error");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("param").asText()).isEqualTo(param);
    assertThat(error.path("message").asText()).isNotBlank();
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
    assertThat(post("/v1/customers", form).statusCode()).isEqualTo(400);
  }

  @Test
  void aJsonBodyAnUnknownPathAndAnotherVersionAreRefused() {
    HttpResponse<String> body =
        shop.send(
            request("/v1/customers")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(body.statusCode()).isEqualTo(400);
    assertThat(get("/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/v1/nothing").body()).contains("Unrecognized request URL");
    HttpResponse<String> version =
        shop.send(request("/v1/account").header("Stripe-Version", "2020-08-27"));
    assertThat(version.statusCode()).isEqualTo(400);
    assertThat(version.body()).contains("2026-07-29.dahlia");
  }

  @Test
  void anIdempotencyKeyReplaysTheAnswerAndRefusesOtherParameters() {
    HttpResponse<String> first = post("/v1/customers", "name=A", "Idempotency-Key", "key-1");
    HttpResponse<String> again = post("/v1/customers", "name=A", "Idempotency-Key", "key-1");
    HttpResponse<String> other = post("/v1/customers", "name=B", "Idempotency-Key", "key-1");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(json(other).path("error").path("type").asText()).isEqualTo("idempotency_error");
  }

  @Test
  void aRefusedRequestDoesNotUseUpItsIdempotencyKey() {
    assertThat(post("/v1/customers", "nonsense=1", "Idempotency-Key", "key-2").statusCode())
        .isEqualTo(400);
    assertThat(post("/v1/customers", "name=A", "Idempotency-Key", "key-2").statusCode())
        .isEqualTo(200);
  }

  @Test
  void pagesFollowTheCursorInBothDirections() {
    String email = "pages@example.com";
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(created("/v1/customers", "email=" + email).get("id").asText());
    }
    String base = "/v1/customers?email=" + email;

    JsonNode first = json(get(base + "&limit=2"));
    JsonNode second = json(get(base + "&limit=2&starting_after=" + ids.get(1)));
    JsonNode last = json(get(base + "&limit=2&starting_after=" + ids.get(3)));
    JsonNode back = json(get(base + "&limit=2&ending_before=" + ids.get(3)));

    assertThat(first.get("object").asText()).isEqualTo("list");
    assertThat(first.get("url").asText()).isEqualTo("/v1/customers");
    assertThat(first.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(first.get("has_more").asBoolean()).isTrue();
    assertThat(second.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(2, 4));
    assertThat(last.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(4, 5));
    assertThat(last.get("has_more").asBoolean()).isFalse();
    assertThat(back.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(1, 3));
    assertThat(back.get("has_more").asBoolean()).isTrue();
    assertThat(get(base + "&limit=101").statusCode()).isEqualTo(400);
  }

  @Test
  void metadataIsMergedAndEmptyValuesRemoveKeys() {
    String id = created("/v1/customers", "metadata[a]=1&metadata[b]=2").get("id").asText();
    JsonNode changed = created("/v1/customers/" + id, "metadata[b]=&metadata[c]=3");
    assertThat(changed.get("metadata").toString()).isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
    assertThat(created("/v1/customers/" + id, "metadata=").get("metadata").isEmpty()).isTrue();
  }

  @Test
  void idsAreExpandedWhereAsked() {
    String customer = created("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        json(get("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    String subscription =
        created(
                "/v1/subscriptions",
                "customer=%s&default_payment_method=%s&items[0][price]=price_gold_monthly"
                    .formatted(customer, method))
            .get("id")
            .asText();

    JsonNode expanded =
        json(
            get(
                "/v1/subscriptions/"
                    + subscription
                    + "?expand[]=customer.subscriptions&expand[]=latest_invoice.payments.data.payment.payment_intent"
                    + "&expand[]=items.data.price.product&expand[]=default_payment_method&expand[]=latest_invoice.confirmation_secret"));

    assertThat(expanded.at("/customer/id").asText()).isEqualTo(customer);
    assertThat(expanded.at("/customer/subscriptions/data/0/id").asText()).isEqualTo(subscription);
    assertThat(expanded.at("/items/data/0/price/product/name").asText()).isEqualTo("Gold");
    assertThat(
            expanded.at("/latest_invoice/payments/data/0/payment/payment_intent/status").asText())
        .isEqualTo("succeeded");
    assertThat(expanded.at("/default_payment_method/card/last4").asText()).isEqualTo("4242");
    assertThat(expanded.at("/latest_invoice/confirmation_secret/type").asText())
        .isEqualTo("payment_intent");
    assertThat(
            json(get("/v1/subscriptions?expand[]=data.customer"))
                .at("/data/0/customer/id")
                .isTextual())
        .isTrue();
    assertThat(get("/v1/subscriptions/" + subscription + "?expand[]=status").statusCode())
        .isEqualTo(400);
    assertThat(get("/v1/subscriptions/" + subscription + "?expand[]=nonsense").statusCode())
        .isEqualTo(400);
  }

  @Test
  void everyKindOfObjectCanBeListedAndRead() {
    String customer = created("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        json(get("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    created("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + method);
    created("/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_silver_monthly");
    created(
        "/v1/checkout/sessions",
        "mode=payment&success_url=https://a.example&line_items[0][quantity]=2&line_items[0][price_data][currency]=jpy"
            + "&line_items[0][price_data][unit_amount]=700&line_items[0][price_data][product_data][name]=Tea");
    created(
        "/v1/webhook_endpoints",
        "url=http://127.0.0.1:9/&enabled_events[]=customer.deleted&metadata[a]=b");
    for (String path :
        List.of(
            "/v1/charges",
            "/v1/checkout/sessions",
            "/v1/customers",
            "/v1/events",
            "/v1/invoices",
            "/v1/invoice_payments",
            "/v1/payment_intents",
            "/v1/payment_methods",
            "/v1/prices",
            "/v1/products",
            "/v1/subscriptions",
            "/v1/webhook_endpoints")) {
      HttpResponse<String> list = get(path + "?limit=100");
      assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
      JsonNode first = json(list).at("/data/0");
      assertThat(first.isObject()).as(path).isTrue();
      HttpResponse<String> one = get(path + "/" + first.get("id").asText());
      assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
      assertThat(json(one)).isEqualTo(first);
    }
  }

  @Test
  void theSecretOfAWebhookEndpointIsShownOnlyOnce() {
    JsonNode endpoint =
        created("/v1/webhook_endpoints", "url=http://127.0.0.1:9/&enabled_events[]=*");
    assertThat(endpoint.get("secret").asText()).startsWith("whsec_");
    String path = "/v1/webhook_endpoints/" + endpoint.get("id").asText();
    assertThat(json(get(path)).has("secret")).isFalse();
    assertThat(created(path, "disabled=true").get("status").asText()).isEqualTo("disabled");
    assertThat(json(shop.send(request(path).DELETE())).get("deleted").asBoolean()).isTrue();
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void aDeletedCustomerLosesItsSubscriptionsAndIsShownAsDeleted() {
    String customer = created("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        json(get("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    String subscription =
        created(
                "/v1/subscriptions",
                "customer=%s&default_payment_method=%s&items[0][price]=price_gold_yearly"
                    .formatted(customer, method))
            .get("id")
            .asText();

    shop.send(request("/v1/customers/" + customer).DELETE());

    assertThat(json(get("/v1/customers/" + customer)).get("deleted").asBoolean()).isTrue();
    assertThat(json(get("/v1/subscriptions/" + subscription)).get("status").asText())
        .isEqualTo("canceled");
    assertThat(post("/v1/customers/" + customer, "name=x").statusCode()).isEqualTo(404);
    JsonNode events =
        json(get("/v1/events?types[]=customer.deleted&types[]=customer.subscription.deleted"));
    assertThat(events.at("/data/0/type").asText()).isEqualTo("customer.deleted");
    assertThat(events.at("/data/1/type").asText()).isEqualTo("customer.subscription.deleted");
  }

  @Test
  void updatesOfASubscriptionAreRecordedWithTheFormerValues() {
    String customer = created("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        json(get("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    JsonNode subscription =
        created(
            "/v1/subscriptions",
            "customer=%s&default_payment_method=%s&items[0][price]=price_silver_monthly"
                .formatted(customer, method));
    String path = "/v1/subscriptions/" + subscription.get("id").asText();

    JsonNode scheduled = created(path, "cancel_at_period_end=true");
    assertThat(scheduled.get("cancel_at_period_end").asBoolean()).isTrue();
    assertThat(scheduled.get("cancel_at").asLong())
        .isEqualTo(subscription.at("/items/data/0/current_period_end").asLong());
    assertThat(latestPrevious().at("/cancel_at_period_end").asBoolean()).isFalse();
    JsonNode kept = created(path, "cancel_at_period_end=false");
    assertThat(kept.get("cancel_at").isNull()).isTrue();
    JsonNode later = created(path, "cancel_at=max_period_end");
    assertThat(later.get("cancel_at_period_end").asBoolean()).isFalse();
    assertThat(later.get("cancel_at").asLong()).isPositive();
    created(path, "cancel_at=");
    JsonNode switched =
        created(
            path,
            "items[0][id]=%s&items[0][price]=price_gold_monthly&proration_behavior=always_invoice"
                .formatted(subscription.at("/items/data/0/id").asText()));
    assertThat(switched.at("/items/data/0/price/id").asText()).isEqualTo("price_gold_monthly");
    assertThat(latestPrevious().at("/items/data/0/price/id").asText())
        .isEqualTo("price_silver_monthly");
    JsonNode invoice = json(get("/v1/invoices/" + switched.get("latest_invoice").asText()));
    assertThat(invoice.get("billing_reason").asText()).isEqualTo("subscription_update");
    assertThat(invoice.get("total").asLong()).isEqualTo(1_000);
    JsonNode paused = created(path, "pause_collection[behavior]=void");
    assertThat(paused.at("/pause_collection/behavior").asText()).isEqualTo("void");
    assertThat(created(path, "pause_collection=").get("pause_collection").isNull()).isTrue();
    JsonNode yearly =
        created(
            path,
            "items[0][id]=%s&items[0][price]=price_gold_yearly"
                .formatted(subscription.at("/items/data/0/id").asText()));
    assertThat(yearly.at("/items/data/0/plan/interval").asText()).isEqualTo("year");
    assertThat(
            json(get("/v1/invoices/" + yearly.get("latest_invoice").asText()))
                .get("total")
                .asLong())
        .isEqualTo(15_000 - 1_500);
  }

  private static JsonNode latestPrevious() {
    return json(get("/v1/events?limit=1&type=customer.subscription.updated"))
        .at("/data/0/data/previous_attributes");
  }
}
