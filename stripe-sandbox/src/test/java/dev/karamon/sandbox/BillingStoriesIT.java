package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First payments and renewals in the order in which Stripe tells them. */
class BillingStoriesIT extends Storyteller {
  @Test
  void aSubscriptionByAnApiCallIsCreatedActive() {
    subscribe(customer("pm_card_visa"), "");
    told(
        "charge.succeeded",
        "customer.updated",
        "customer.subscription.created",
        "payment_intent.succeeded",
        "payment_intent.created",
        "invoice.created",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid");
    assertThat(
            shop.get("/v1/events?type=customer.subscription.created")
                .at("/data/0/data/object/status")
                .asText())
        .isEqualTo("active");
  }

  @Test
  void aRenewal() {
    JsonNode subscription = subscribe(customer("pm_card_visa"), "");
    begin();
    toPeriodEnd(subscription);
    advance(HOUR);
    told(
        "invoice.upcoming",
        "customer.subscription.updated",
        "invoice.created",
        "invoice.finalized",
        "charge.succeeded",
        "payment_intent.succeeded",
        "payment_intent.created",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid");
    JsonNode upcoming = shop.get("/v1/events?type=invoice.upcoming").at("/data/0/data/object");
    assertThat(upcoming.has("id")).isFalse();
    JsonNode moved =
        shop.get("/v1/events?type=customer.subscription.updated")
            .at("/data/0/data/previous_attributes");
    assertThat(moved.at("/items/data/0/current_period_end").asLong())
        .isEqualTo(periodEnd(subscription));
    assertThat(moved.get("latest_invoice")).isEqualTo(subscription.get("latest_invoice"));
  }

  private JsonNode failing() {
    return renewedWith("pm_card_chargeCustomerFail");
  }

  private JsonNode renewedWith(String card) {
    String customer = customer("pm_card_visa");
    JsonNode subscription = subscribe(customer, "");
    String bad =
        shop.post("/v1/payment_methods/" + card + "/attach", "customer=" + customer)
            .get("id")
            .asText();
    shop.post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + bad);
    toPeriodEnd(subscription);
    begin();
    advance(HOUR);
    return subscription;
  }

  @Test
  void aFailedRenewalThatRecovers() {
    JsonNode subscription = failing();
    told(
        "invoice.finalized",
        "charge.failed",
        "payment_intent.payment_failed",
        "payment_intent.created",
        "invoice.updated",
        "invoice.payment_failed",
        "customer.subscription.updated");
    assertThat(
            shop.get("/v1/events?type=customer.subscription.updated")
                .at("/data/0/data/previous_attributes/status")
                .asText())
        .isEqualTo("active");
    begin();
    advance(3 * DAY);
    told(
        "charge.failed",
        "payment_intent.payment_failed",
        "invoice.updated",
        "invoice.payment_failed");
    begin();
    shop.control(
        "/sandbox/subscriptions/" + subscription.get("id").asText() + "/retry",
        "{\"fails\":false}");
    told(
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
        "customer.subscription.updated",
        "invoice_payment.paid");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
  }

  @ParameterizedTest
  @CsvSource({
    "cancel, canceled, customer.subscription.deleted",
    "unpaid, unpaid, customer.subscription.updated",
    "past_due, past_due, ''"
  })
  void aRenewalThatIsGivenUp(String setting, String status, String last) {
    shop.send(
        HttpRequest.newBuilder(URI.create(shop.sandbox.url() + "/sandbox/settings"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"giving_up\":\"" + setting + "\"}")));
    JsonNode subscription = failing();
    advance(3 * DAY);
    advance(5 * DAY);
    begin();
    advance(7 * DAY);
    List<String> story = story();
    assertThat(story)
        .startsWith(
            "charge.failed",
            "payment_intent.payment_failed",
            "invoice.updated",
            "invoice.payment_failed");
    assertThat(story.subList(4, story.size()))
        .isEqualTo(last.isEmpty() ? List.of() : List.of(last));
    JsonNode ended = reload(subscription);
    assertThat(ended.get("status").asText()).isEqualTo(status);
    assertThat(ended.at("/cancellation_details/reason").asText(""))
        .isEqualTo(setting.equals("cancel") ? "payment_failed" : "");
  }

  @Test
  void aRenewalThatIsWrittenOffAndPaidAfterAll() {
    shop.send(
        HttpRequest.newBuilder(URI.create(shop.sandbox.url() + "/sandbox/settings"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"giving_up\":\"uncollectible\"}")));
    JsonNode subscription = failing();
    advance(3 * DAY);
    advance(5 * DAY);
    begin();
    advance(7 * DAY);
    assertThat(story()).endsWith("invoice.marked_uncollectible", "customer.subscription.updated");
    JsonNode active = reload(subscription);
    assertThat(active.get("status").asText()).isEqualTo("active");
    String invoice = "/v1/invoices/" + active.get("latest_invoice").asText();
    assertThat(shop.get(invoice).get("status").asText()).isEqualTo("uncollectible");
    assertThat(shop.get(invoice).get("next_payment_attempt").isNull()).isTrue();
    begin();
    shop.post(invoice + "/pay", "payment_method=pm_card_visa");
    assertThat(story()).contains("invoice.paid").doesNotContain("customer.subscription.updated");
    assertThat(shop.get(invoice).at("/status_transitions/marked_uncollectible_at").isNumber())
        .isTrue();
  }

  @Test
  void aFirstPaymentThatFailsAndNeverComes() {
    JsonNode subscription = subscribe(customer("pm_card_chargeCustomerFail"), "");
    told(
        "charge.failed",
        "customer.updated",
        "customer.subscription.created",
        "payment_intent.created",
        "invoice.created",
        "invoice.finalized",
        "payment_intent.payment_failed",
        "invoice.payment_failed");
    assertThat(subscription.get("status").asText()).isEqualTo("incomplete");
    begin();
    advance(23 * HOUR + 60);
    told("invoice.voided", "customer.subscription.updated");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("incomplete_expired");
  }

  @Test
  void aRenewalThatNeedsTheCustomersBankIsNotTriedAgain() {
    JsonNode subscription = renewedWith("pm_card_authenticationRequired");
    assertThat(story())
        .contains("payment_intent.requires_action", "invoice.payment_action_required")
        .endsWith("customer.subscription.updated");
    JsonNode late = reload(subscription);
    assertThat(late.get("status").asText()).isEqualTo("past_due");
    JsonNode invoice = shop.get("/v1/invoices/" + late.get("latest_invoice").asText());
    assertThat(invoice.get("next_payment_attempt").isNull()).isTrue();
    begin();
    advance(20 * DAY);
    assertThat(story()).isEmpty();
  }

  @Test
  void aPaymentThatNeedsTheCustomersBank() {
    JsonNode subscription = subscribe(customer("pm_card_authenticationRequired"), "");
    told(
        "customer.updated",
        "customer.subscription.created",
        "payment_intent.created",
        "invoice.created",
        "invoice.finalized",
        "payment_intent.requires_action",
        "invoice.payment_failed",
        "invoice.payment_action_required");
    assertThat(subscription.get("status").asText()).isEqualTo("incomplete");
  }
}
