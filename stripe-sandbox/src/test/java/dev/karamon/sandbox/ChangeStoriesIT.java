package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes and ends of subscriptions in the order in which Stripe tells them. */
class ChangeStoriesIT extends Storyteller {
  @Test
  void cancelingNow() {
    JsonNode subscription = subscribe(customer("pm_card_visa"), "");
    begin();
    shop.delete("/v1/subscriptions/" + subscription.get("id").asText());
    told("customer.subscription.deleted");
    assertThat(
            shop.send(shop.api("/v1/subscriptions/" + subscription.get("id").asText()).DELETE())
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void cancelingAtThePeriodEndInThePortalAndTakingItBack() {
    String customer = customer("pm_card_visa");
    JsonNode subscription = subscribe(customer, "");
    begin();
    String url =
        shop.post("/v1/billing_portal/sessions", "customer=" + customer).get("url").asText();
    Map<String, String> wish =
        Map.of("subscription", subscription.get("id").asText(), "feedback", "unused");
    shop.submit(url + "/cancel", wish);
    told(
        "billing_portal.session.created",
        "customer.subscription.updated",
        "customer.subscription.updated");
    assertThat(reload(subscription).get("cancel_at").asLong()).isEqualTo(periodEnd(subscription));
    assertThat(reload(subscription).get("cancel_at_period_end").asBoolean()).isFalse();
    begin();
    shop.submit(url + "/keep", wish);
    told("customer.subscription.updated");
    assertThat(reload(subscription).get("cancel_at").isNull()).isTrue();
    shop.submit(url + "/cancel", Map.of("subscription", subscription.get("id").asText()));
    begin();
    toPeriodEnd(subscription);
    told("customer.subscription.deleted");
  }

  @Test
  void switchingThePlanWithoutAndWithAnInvoice() {
    JsonNode subscription = subscribe(customer("pm_card_visa"), "");
    String path = "/v1/subscriptions/" + subscription.get("id").asText();
    String item = "items[0][id]=" + subscription.at("/items/data/0/id").asText();
    begin();
    shop.post(path, item + "&items[0][price]=price_silver_monthly");
    told("customer.subscription.updated");
    assertThat(
            shop.get("/v1/events?limit=1")
                .at("/data/0/data/previous_attributes/items/data/0/price/id")
                .asText())
        .isEqualTo("price_gold_monthly");
    begin();
    shop.post(path, item + "&items[0][price]=price_gold_yearly");
    told(
        "customer.subscription.updated",
        "invoice.created",
        "invoice.finalized",
        "charge.succeeded",
        "payment_intent.succeeded",
        "payment_intent.created",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid");
    String latest = reload(subscription).get("latest_invoice").asText();
    assertThat(shop.get("/v1/invoices/" + latest).get("billing_reason").asText())
        .isEqualTo("subscription_update");
  }

  @Test
  void aRefundChangesNoSubscriptionAndADeletedCustomerEndsAll() {
    String customer = customer("pm_card_visa");
    JsonNode subscription = subscribe(customer, "");
    begin();
    shop.post("/v1/refunds", "charge=" + shop.get("/v1/charges").at("/data/0/id").asText());
    told("refund.created", "charge.refunded", "refund.updated");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
    begin();
    shop.delete("/v1/customers/" + customer);
    told("customer.subscription.deleted", "customer.deleted");
  }
}
