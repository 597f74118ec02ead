package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the passing of a test clock's time does, in the order that Stripe was seen to tell it. */
class TimeIT {
  private static final long START = 1_800_000_000L;
  private static final long HOUR = Duration.ofHours(1).toSeconds();
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private Shop shop;
  private String clock = "";
  private long now = START;
  private int seen;

  @BeforeEach
  void open() {
    shop = new Shop();
    clock = shop.post("/v1/test_helpers/test_clocks", "frozen_time=" + START).get("id").asText();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private String customer(String method) {
    String id =
        shop.post("/v1/customers", "test_clock=" + clock + "&email=t@example.com")
            .get("id")
            .asText();
    if (!method.isEmpty()) {
      String attached =
          shop.post("/v1/payment_methods/" + method + "/attach", "customer=" + id)
              .get("id")
              .asText();
      shop.post("/v1/customers/" + id, "invoice_settings[default_payment_method]=" + attached);
    }
    return id;
  }

  private JsonNode subscribe(String customer, String more) {
    return shop.post(
        "/v1/subscriptions", "customer=" + customer + "&items[0][price]=price_gold_monthly" + more);
  }

  private void advance(long seconds) {
    seen = shop.story().size();
    now += seconds;
    JsonNode answer =
        shop.post("/v1/test_helpers/test_clocks/" + clock + "/advance", "frozen_time=" + now);
    assertThat(answer.get("status").asText()).isEqualTo("ready");
  }

  /** What the last advance did. */
  private List<String> told() {
    return shop.story().stream()
        .skip(seen)
        .filter(type -> !type.startsWith("test_helpers"))
        .toList();
  }

  private JsonNode reload(JsonNode object) {
    return shop.get("/v1/subscriptions/" + object.get("id").asText());
  }

  private static long periodEnd(JsonNode subscription) {
    return subscription.at("/items/data/0/current_period_end").asLong();
  }

  @Test
  void aRenewalMovesThePeriodAndIsCollectedAnHourLater() {
    JsonNode subscription = subscribe(customer("pm_card_visa"), "");
    assertThat(subscription.get("status").asText()).isEqualTo("active");
    assertThat(subscription.get("created").asLong()).isEqualTo(START);

    advance(periodEnd(subscription) - now);

    assertThat(told())
        .containsExactly("invoice.upcoming", "customer.subscription.updated", "invoice.created");
    JsonNode renewed = reload(subscription);
    assertThat(renewed.at("/items/data/0/current_period_start").asLong())
        .isEqualTo(periodEnd(subscription));
    JsonNode draft = shop.get("/v1/invoices/" + renewed.get("latest_invoice").asText());
    assertThat(draft.get("status").asText()).isEqualTo("draft");
    assertThat(draft.get("billing_reason").asText()).isEqualTo("subscription_cycle");

    advance(HOUR);

    assertThat(told())
        .containsExactly(
            "invoice.finalized",
            "charge.succeeded",
            "payment_intent.succeeded",
            "payment_intent.created",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice_payment.paid");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
  }

  @Test
  void whatBelongsToACustomerOfATestClockIsDatedByIt() {
    subscribe(customer("pm_card_visa"), "");
    JsonNode charge = shop.get("/v1/charges").at("/data/0");
    shop.post("/v1/refunds", "charge=" + charge.get("id").asText());

    for (String type : List.of("invoice_payment.paid", "refund.created")) {
      JsonNode event = shop.get("/v1/events?type=" + type).at("/data/0");
      assertThat(event.path("created").asLong()).as(type).isEqualTo(START);
    }
  }

  private JsonNode failingRenewal() {
    String customer = customer("pm_card_visa");
    JsonNode subscription = subscribe(customer, "");
    String failing =
        shop.post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", "customer=" + customer)
            .get("id")
            .asText();
    shop.post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + failing);
    advance(periodEnd(subscription) - now);
    advance(HOUR);
    return subscription;
  }

  @Test
  void aFailedRenewalIsRetriedAndInTheEndTheSubscriptionIsCanceled() {
    JsonNode subscription = failingRenewal();
    assertThat(told())
        .containsExactly(
            "invoice.finalized",
            "charge.failed",
            "payment_intent.payment_failed",
            "payment_intent.created",
            "invoice.updated",
            "invoice.payment_failed",
            "customer.subscription.updated");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("past_due");
    JsonNode invoice =
        shop.get("/v1/invoices/" + reload(subscription).get("latest_invoice").asText());
    assertThat(invoice.get("attempt_count").asInt()).isEqualTo(1);
    assertThat(invoice.get("next_payment_attempt").asLong()).isEqualTo(now + 3 * DAY);

    advance(3 * DAY);
    assertThat(told())
        .containsExactly(
            "charge.failed",
            "payment_intent.payment_failed",
            "invoice.updated",
            "invoice.payment_failed");
    advance(13 * DAY);

    JsonNode ended = reload(subscription);
    assertThat(ended.get("status").asText()).isEqualTo("canceled");
    assertThat(ended.at("/cancellation_details/reason").asText()).isEqualTo("payment_failed");
    assertThat(told()).endsWith("customer.subscription.deleted");
  }

  @Test
  void anotherCardRecoversAFailedRenewal() {
    JsonNode subscription = failingRenewal();
    String customer = subscription.get("customer").asText();
    String good =
        shop.post("/v1/payment_methods/pm_card_mastercard/attach", "customer=" + customer)
            .get("id")
            .asText();
    shop.post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + good);

    advance(3 * DAY);

    assertThat(told()).contains("invoice.paid", "customer.subscription.updated");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
  }

  @Test
  void aTrialWithACardBecomesActiveAndOneWithoutEndsAsItWasSet() {
    JsonNode trial = subscribe(customer("pm_card_visa"), "&trial_period_days=14");
    assertThat(trial.get("status").asText()).isEqualTo("trialing");
    JsonNode first = shop.get("/v1/invoices/" + trial.get("latest_invoice").asText());
    assertThat(first.get("status").asText()).isEqualTo("paid");
    assertThat(first.get("total").asLong()).isZero();
    JsonNode canceled =
        subscribe(
            customer(""),
            "&trial_period_days=14&trial_settings[end_behavior][missing_payment_method]=cancel");
    JsonNode paused =
        subscribe(
            customer(""),
            "&trial_period_days=14&trial_settings[end_behavior][missing_payment_method]=pause");
    advance(11 * DAY);
    assertThat(told())
        .containsExactly(
            "customer.subscription.trial_will_end",
            "customer.subscription.trial_will_end",
            "customer.subscription.trial_will_end");

    advance(3 * DAY);

    assertThat(reload(trial).get("status").asText()).isEqualTo("active");
    assertThat(reload(trial).get("trial_end").asLong()).isEqualTo(now);
    assertThat(reload(canceled).get("status").asText()).isEqualTo("canceled");
    assertThat(reload(paused).get("status").asText()).isEqualTo("paused");
    assertThat(told()).contains("customer.subscription.paused", "customer.subscription.deleted");
    advance(HOUR);
    assertThat(told()).contains("invoice.paid");
  }

  @Test
  void cancelAtPeriodEndEndsTheSubscriptionThenAndNotBefore() {
    JsonNode subscription = subscribe(customer("pm_card_visa"), "&cancel_at_period_end=true");
    advance(periodEnd(subscription) - now - 1);
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");

    advance(1);

    assertThat(told()).containsExactly("customer.subscription.deleted");
    JsonNode ended = reload(subscription);
    assertThat(ended.get("status").asText()).isEqualTo("canceled");
    assertThat(ended.get("ended_at").asLong()).isEqualTo(now);
  }

  @Test
  void aFirstPaymentThatNeverComesExpiresAfter23Hours() {
    JsonNode subscription = subscribe(customer("pm_card_chargeCustomerFail"), "");
    assertThat(subscription.get("status").asText()).isEqualTo("incomplete");

    advance(23 * HOUR);

    assertThat(reload(subscription).get("status").asText()).isEqualTo("incomplete_expired");
    assertThat(told()).containsExactly("invoice.voided", "customer.subscription.updated");
  }

  @Test
  void anIncompleteSubscriptionBecomesActiveWhenItsInvoiceIsPaid() {
    JsonNode subscription = subscribe(customer("pm_card_chargeCustomerFail"), "");
    seen = shop.story().size();

    shop.post(
        "/v1/invoices/" + subscription.get("latest_invoice").asText() + "/pay",
        "payment_method=pm_card_visa");

    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
    assertThat(told()).contains("invoice.paid", "customer.subscription.updated");
  }
}
