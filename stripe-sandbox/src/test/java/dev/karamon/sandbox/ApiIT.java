package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire itself: idempotency, paging, metadata, expansion. */
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

  @Test
  void anIdempotencyKeyReplaysTheAnswerAndRefusesOtherParameters() {
    HttpResponse<String> first =
        shop.attempt("/v1/customers", "name=A", "Idempotency-Key", "key-1");
    HttpResponse<String> again =
        shop.attempt("/v1/customers", "name=A", "Idempotency-Key", "key-1");
    HttpResponse<String> other =
        shop.attempt("/v1/customers", "name=B", "Idempotency-Key", "key-1");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(Shop.json(other).path("error").path("type").asText()).isEqualTo("idempotency_error");
  }

  @Test
  void aRefusedRequestDoesNotUseUpItsIdempotencyKey() {
    assertThat(shop.attempt("/v1/customers", "nonsense=1", "Idempotency-Key", "key-2").statusCode())
        .isEqualTo(400);
    assertThat(shop.attempt("/v1/customers", "name=A", "Idempotency-Key", "key-2").statusCode())
        .isEqualTo(200);
  }

  @Test
  void pagesFollowTheCursorInBothDirections() {
    String email = "pages@example.com";
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(shop.post("/v1/customers", "email=" + email).get("id").asText());
    }
    String base = "/v1/customers?email=" + email;

    JsonNode first = Shop.json(shop.read(base + "&limit=2"));
    JsonNode second = Shop.json(shop.read(base + "&limit=2&starting_after=" + ids.get(1)));
    JsonNode last = Shop.json(shop.read(base + "&limit=2&starting_after=" + ids.get(3)));
    JsonNode back = Shop.json(shop.read(base + "&limit=2&ending_before=" + ids.get(3)));

    assertThat(first.get("object").asText()).isEqualTo("list");
    assertThat(first.get("url").asText()).isEqualTo("/v1/customers");
    assertThat(first.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(first.get("has_more").asBoolean()).isTrue();
    assertThat(second.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(2, 4));
    assertThat(last.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(4, 5));
    assertThat(last.get("has_more").asBoolean()).isFalse();
    assertThat(back.findValuesAsText("id")).containsExactlyElementsOf(ids.subList(1, 3));
    assertThat(back.get("has_more").asBoolean()).isTrue();
    assertThat(shop.read(base + "&limit=101").statusCode()).isEqualTo(400);
  }

  @Test
  void metadataIsMergedAndEmptyValuesRemoveKeys() {
    String id = shop.post("/v1/customers", "metadata[a]=1&metadata[b]=2").get("id").asText();
    JsonNode changed = shop.post("/v1/customers/" + id, "metadata[b]=&metadata[c]=3");
    assertThat(changed.get("metadata").toString()).isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
    assertThat(shop.post("/v1/customers/" + id, "metadata=").get("metadata").isEmpty()).isTrue();
  }

  @Test
  void idsAreExpandedWhereAsked() {
    String customer = shop.post("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        Shop.json(shop.read("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    String subscription =
        shop.post(
                "/v1/subscriptions",
                "customer=%s&default_payment_method=%s&items[0][price]=price_gold_monthly"
                    .formatted(customer, method))
            .get("id")
            .asText();

    JsonNode expanded =
        Shop.json(
            shop.read(
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
            Shop.json(shop.read("/v1/subscriptions?expand[]=data.customer"))
                .at("/data/0/customer/id")
                .isTextual())
        .isTrue();
    assertThat(shop.read("/v1/subscriptions/" + subscription + "?expand[]=status").statusCode())
        .isEqualTo(400);
    assertThat(shop.read("/v1/subscriptions/" + subscription + "?expand[]=nonsense").statusCode())
        .isEqualTo(400);
  }

  /** One of everything. */
  private static void fill() {
    String customer = shop.customer("pm_card_createDispute");
    shop.post(
        "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_silver_monthly");
    shop.post("/v1/invoiceitems", "customer=" + customer + "&amount=5&currency=usd");
    shop.post("/v1/test_helpers/test_clocks", "frozen_time=1800000000");
    String session =
        shop.post(
                "/v1/checkout/sessions",
                "mode=payment&success_url=https://a.example&line_items[0][quantity]=2&line_items[0][price_data][currency]=jpy"
                    + "&line_items[0][price_data][unit_amount]=700&line_items[0][price_data][product_data][name]=Tea")
            .get("url")
            .asText();
    shop.pay(session, Shop.GOOD_CARD);
    String charge = shop.get("/v1/charges?limit=1").at("/data/0/id").asText();
    shop.post("/v1/refunds", "charge=" + charge);
    String setup = "mode=setup&currency=usd&success_url=https://a.example&customer=" + customer;
    shop.pay(shop.post("/v1/checkout/sessions", setup).get("url").asText(), Shop.GOOD_CARD);
    shop.post(
        "/v1/webhook_endpoints",
        "url=http://127.0.0.1:9/&enabled_events[]=customer.deleted&metadata[a]=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "billing_portal/configurations",
        "charges",
        "checkout/sessions",
        "coupons",
        "customers",
        "disputes",
        "events",
        "invoice_payments",
        "invoiceitems",
        "invoices",
        "payment_intents",
        "payment_methods",
        "prices",
        "products",
        "promotion_codes",
        "refunds",
        "setup_intents",
        "subscriptions",
        "test_helpers/test_clocks",
        "webhook_endpoints"
      })
  void everyKindOfObjectCanBeListedAndRead(String kind) {
    if (shop.get("/v1/refunds").get("data").isEmpty()) {
      fill();
    }
    String path = "/v1/" + kind;
    JsonNode list = shop.get(path + "?limit=100");
    assertThat(list.get("url").asText()).isEqualTo(path);
    JsonNode first = list.at("/data/0");
    assertThat(first.isObject()).as(path).isTrue();
    assertThat(shop.get(path + "/" + first.get("id").asText())).isEqualTo(first);
    HttpResponse<String> missing = shop.read(path + "/no_such_id");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(Shop.json(missing).at("/error/code").asText()).isEqualTo("resource_missing");
  }

  @Test
  void theSecretOfAWebhookEndpointIsShownOnlyOnce() {
    JsonNode endpoint =
        shop.post("/v1/webhook_endpoints", "url=http://127.0.0.1:9/&enabled_events[]=*");
    assertThat(endpoint.get("secret").asText()).startsWith("whsec_");
    String path = "/v1/webhook_endpoints/" + endpoint.get("id").asText();
    assertThat(Shop.json(shop.read(path)).has("secret")).isFalse();
    assertThat(shop.post(path, "disabled=true").get("status").asText()).isEqualTo("disabled");
    assertThat(Shop.json(shop.send(shop.api(path).DELETE())).get("deleted").asBoolean()).isTrue();
    assertThat(shop.read(path).statusCode()).isEqualTo(404);
  }
}
