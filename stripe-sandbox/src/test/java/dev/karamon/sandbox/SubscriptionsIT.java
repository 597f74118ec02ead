package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Subscriptions as the API changes them. */
class SubscriptionsIT {
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
  void updatesOfASubscriptionAreRecordedWithTheFormerValues() {
    String customer = shop.post("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        Shop.json(shop.read("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    JsonNode subscription =
        shop.post(
            "/v1/subscriptions",
            "customer=%s&default_payment_method=%s&items[0][price]=price_silver_monthly"
                .formatted(customer, method));
    String path = "/v1/subscriptions/" + subscription.get("id").asText();

    JsonNode scheduled = shop.post(path, "cancel_at_period_end=true");
    assertThat(scheduled.get("cancel_at_period_end").asBoolean()).isTrue();
    assertThat(scheduled.get("cancel_at").asLong())
        .isEqualTo(subscription.at("/items/data/0/current_period_end").asLong());
    assertThat(latestPrevious().at("/cancel_at_period_end").asBoolean()).isFalse();
    JsonNode kept = shop.post(path, "cancel_at_period_end=false");
    assertThat(kept.get("cancel_at").isNull()).isTrue();
    JsonNode later = shop.post(path, "cancel_at=max_period_end");
    assertThat(later.get("cancel_at_period_end").asBoolean()).isFalse();
    assertThat(later.get("cancel_at").asLong()).isPositive();
    shop.post(path, "cancel_at=");
    JsonNode switched =
        shop.post(
            path,
            "items[0][id]=%s&items[0][price]=price_gold_monthly&proration_behavior=always_invoice"
                .formatted(subscription.at("/items/data/0/id").asText()));
    assertThat(switched.at("/items/data/0/price/id").asText()).isEqualTo("price_gold_monthly");
    assertThat(latestPrevious().at("/items/data/0/price/id").asText())
        .isEqualTo("price_silver_monthly");
    JsonNode invoice =
        Shop.json(shop.read("/v1/invoices/" + switched.get("latest_invoice").asText()));
    assertThat(invoice.get("billing_reason").asText()).isEqualTo("subscription_update");
    assertThat(invoice.get("total").asLong()).isEqualTo(1_000);
    JsonNode paused = shop.post(path, "pause_collection[behavior]=void");
    assertThat(paused.at("/pause_collection/behavior").asText()).isEqualTo("void");
    assertThat(shop.post(path, "pause_collection=").get("pause_collection").isNull()).isTrue();
    JsonNode yearly =
        shop.post(
            path,
            "items[0][id]=%s&items[0][price]=price_gold_yearly"
                .formatted(subscription.at("/items/data/0/id").asText()));
    assertThat(yearly.at("/items/data/0/plan/interval").asText()).isEqualTo("year");
    assertThat(
            Shop.json(shop.read("/v1/invoices/" + yearly.get("latest_invoice").asText()))
                .get("total")
                .asLong())
        .isEqualTo(15_000 - 1_500);
  }

  private static JsonNode latestPrevious() {
    return Shop.json(shop.read("/v1/events?limit=1&type=customer.subscription.updated"))
        .at("/data/0/data/previous_attributes");
  }

  @Test
  void aChangeOfPlanCanBePreviewed() {
    JsonNode subscription =
        shop.post(
            "/v1/subscriptions",
            "customer=" + shop.customer("pm_card_visa") + "&items[0][price]=price_silver_monthly");
    String change =
        "subscription=%s&subscription_details[items][0][id]=%s&subscription_details[items][0][price]="
            .formatted(
                subscription.get("id").asText(), subscription.at("/items/data/0/id").asText());
    JsonNode next = shop.post("/v1/invoices/create_preview", change + "price_gold_monthly");
    assertThat(next.get("total").asLong()).isEqualTo(1_500 + 1_500 - 500);
    JsonNode now =
        shop.post(
            "/v1/invoices/create_preview",
            change + "price_gold_monthly&subscription_details[proration_behavior]=always_invoice");
    assertThat(now.get("total").asLong()).isEqualTo(1_000);
    JsonNode yearly = shop.post("/v1/invoices/create_preview", change + "price_gold_yearly");
    assertThat(yearly.get("total").asLong()).isEqualTo(15_000 - 500);
    assertThat(Shop.json(shop.read("/v1/subscriptions/" + subscription.get("id").asText())))
        .isEqualTo(subscription);
  }

  @Test
  void whatIsOwedToACustomerIsUsedUpByTheNextInvoices() {
    String customer = shop.customer("pm_card_visa");
    JsonNode subscription =
        shop.post(
            "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_gold_monthly");
    shop.post(
        "/v1/subscriptions/" + subscription.get("id").asText(),
        "proration_behavior=always_invoice&items[0][price]=price_silver_monthly&items[0][id]="
            + subscription.at("/items/data/0/id").asText());
    assertThat(Shop.json(shop.read("/v1/customers/" + customer)).get("balance").asLong())
        .isEqualTo(-1_000);
    shop.control(
        "/sandbox/subscriptions/" + subscription.get("id").asText() + "/renew",
        "{\"fails\":false}");
    JsonNode renewal =
        Shop.json(shop.read("/v1/invoices?limit=1&subscription=" + subscription.get("id").asText()))
            .at("/data/0");
    assertThat(renewal.get("total").asLong()).isEqualTo(500);
    assertThat(renewal.get("amount_due").asLong()).isZero();
    assertThat(renewal.get("ending_balance").asLong()).isEqualTo(-500);
  }

  @Test
  void aDeletedCustomerLosesItsSubscriptionsAndIsShownAsDeleted() {
    String customer = shop.post("/v1/customers", "payment_method=pm_card_visa").get("id").asText();
    String method =
        Shop.json(shop.read("/v1/customers/" + customer + "/payment_methods"))
            .findValuesAsText("id")
            .getFirst();
    String subscription =
        shop.post(
                "/v1/subscriptions",
                "customer=%s&default_payment_method=%s&items[0][price]=price_gold_yearly"
                    .formatted(customer, method))
            .get("id")
            .asText();

    shop.send(shop.api("/v1/customers/" + customer).DELETE());

    assertThat(Shop.json(shop.read("/v1/customers/" + customer)).get("deleted").asBoolean())
        .isTrue();
    assertThat(Shop.json(shop.read("/v1/subscriptions/" + subscription)).get("status").asText())
        .isEqualTo("canceled");
    assertThat(shop.attempt("/v1/customers/" + customer, "name=x").statusCode()).isEqualTo(404);
    JsonNode events =
        Shop.json(
            shop.read("/v1/events?types[]=customer.deleted&types[]=customer.subscription.deleted"));
    assertThat(events.at("/data/0/type").asText()).isEqualTo("customer.deleted");
    assertThat(events.at("/data/1/type").asText()).isEqualTo("customer.subscription.deleted");
  }
}
