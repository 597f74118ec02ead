package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Checkouts in the order in which Stripe was recorded to tell them. */
class CheckoutStoriesIT extends Storyteller {
  @Test
  void firstCheckoutOfASubscriptionByAGuest() {
    JsonNode session =
        session(
            "mode=subscription&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1");
    shop.pay(session.get("url").asText(), Shop.GOOD_CARD);
    told(
        "charge.succeeded",
        "payment_method.attached",
        "customer.created",
        "customer.updated",
        "checkout.session.completed",
        "customer.subscription.created",
        "payment_intent.succeeded",
        "payment_intent.created",
        "invoice.created",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_succeeded",
        "invoice_payment.paid");
  }

  @Test
  void aOneTimeCheckoutAndOneThatIsAbandoned() {
    String form = "mode=payment&line_items[0][price]=price_lifetime&line_items[0][quantity]=1";
    shop.pay(session(form).get("url").asText(), Shop.GOOD_CARD);
    told(
        "charge.succeeded",
        "payment_intent.succeeded",
        "payment_intent.created",
        "checkout.session.completed",
        "charge.updated");
    JsonNode abandoned = session(form);
    begin();
    advance(24 * HOUR - 60);
    told();
    advance(120);
    told("checkout.session.expired");
    assertThat(
            shop.get("/v1/checkout/sessions/" + abandoned.get("id").asText())
                .get("status")
                .asText())
        .isEqualTo("expired");
  }

  @Test
  void aTrialFromACheckoutToItsFirstPayment() {
    JsonNode session =
        session(
            "mode=subscription&line_items[0][price]=price_gold_monthly&line_items[0][quantity]=1&subscription_data[trial_period_days]=7");
    shop.pay(session.get("url").asText(), Shop.GOOD_CARD);
    told(
        "payment_method.attached",
        "customer.created",
        "customer.updated",
        "checkout.session.completed",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "invoice.paid",
        "invoice.payment_succeeded");
    JsonNode subscription = shop.get("/v1/subscriptions").at("/data/0");
    assertThat(subscription.get("status").asText()).isEqualTo("trialing");
    begin();
    advance(4 * DAY + 60);
    told("customer.subscription.trial_will_end");
    begin();
    advance(3 * DAY + HOUR);
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
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
  }

  @Test
  void aShortTrialWithoutACardIsPausedAndResumed() {
    String customer = shop.post("/v1/customers", "name=A").get("id").asText();
    begin();
    JsonNode subscription =
        subscribe(
            customer,
            "&trial_period_days=2&trial_settings[end_behavior][missing_payment_method]=pause");
    assertThat(story())
        .containsSubsequence(
            "customer.subscription.created", "customer.subscription.trial_will_end");
    begin();
    advance(2 * DAY + 60);
    told("customer.subscription.paused");
    String attached =
        shop.post("/v1/payment_methods/pm_card_visa/attach", "customer=" + customer)
            .get("id")
            .asText();
    shop.post("/v1/customers/" + customer, "invoice_settings[default_payment_method]=" + attached);
    begin();
    shop.post("/v1/subscriptions/" + subscription.get("id").asText() + "/resume", "");
    assertThat(story()).contains("invoice.paid", "customer.subscription.resumed");
    assertThat(reload(subscription).get("status").asText()).isEqualTo("active");
  }
}
