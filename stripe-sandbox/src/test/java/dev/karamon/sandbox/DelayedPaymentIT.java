package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payments of which nobody knows at once whether they succeed. */
class DelayedPaymentIT {
  private static final String GOOD = "AT61 1904 3002 3457 3201";
  private static final String BAD = "AT861904300235473202";

  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private JsonNode session(String mode, String price) {
    return shop.post(
        "/v1/checkout/sessions",
        "mode=%s&success_url=http://shop.example/ok&line_items[0][price]=%s&line_items[0][quantity]=1"
            .formatted(mode, price));
  }

  private HttpResponse<String> debit(JsonNode session, String iban) {
    return shop.submit(
        session.get("url").asText(),
        Map.of("iban", iban, "name", "Ann Example", "email", "ann@example.com"));
  }

  private JsonNode reload(JsonNode session) {
    return shop.get(
        "/v1/checkout/sessions/"
            + session.get("id").asText()
            + "?expand[]=payment_intent.latest_charge&expand[]=subscription.latest_invoice");
  }

  private void settle(JsonNode session, boolean succeeds) {
    shop.control(
        "/sandbox/checkout_sessions/" + session.get("id").asText() + "/settle",
        "{\"succeeds\":" + succeeds + "}");
  }

  @Test
  void aDebitIsPendingUntilItIsSettled() {
    JsonNode session = session("payment", "price_lifetime");
    assertThat(shop.visit(session.get("url").asText()).body()).contains("SEPA Direct Debit");
    assertThat(shop.visit(session.get("url").asText() + "?method=sepa_debit").body())
        .contains("IBAN", "Pay $199.00")
        .doesNotContain("Card number");

    assertThat(debit(session, GOOD).statusCode()).isEqualTo(303);

    JsonNode pending = reload(session);
    assertThat(pending.get("status").asText()).isEqualTo("complete");
    assertThat(pending.get("payment_status").asText()).isEqualTo("unpaid");
    assertThat(pending.at("/payment_intent/status").asText()).isEqualTo("processing");
    assertThat(pending.at("/payment_intent/latest_charge/status").asText()).isEqualTo("pending");
    assertThat(shop.story())
        .containsExactly(
            "charge.pending",
            "payment_intent.processing",
            "payment_intent.created",
            "checkout.session.completed");
    String before = shop.latestEvent();

    settle(session, true);

    JsonNode paid = reload(session);
    assertThat(paid.get("payment_status").asText()).isEqualTo("paid");
    assertThat(paid.at("/payment_intent/status").asText()).isEqualTo("succeeded");
    assertThat(paid.at("/payment_intent/latest_charge/paid").asBoolean()).isTrue();
    assertThat(shop.storyAfter(before))
        .containsExactly(
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.async_payment_succeeded");
  }

  @Test
  void aDebitThatComesBackLeavesTheSessionUnpaid() {
    JsonNode session = session("payment", "price_lifetime");
    debit(session, GOOD);
    String before = shop.latestEvent();

    settle(session, false);

    JsonNode failed = reload(session);
    assertThat(failed.get("payment_status").asText()).isEqualTo("unpaid");
    assertThat(failed.at("/payment_intent/status").asText()).isEqualTo("requires_payment_method");
    assertThat(shop.storyAfter(before))
        .containsExactly(
            "charge.failed",
            "payment_intent.payment_failed",
            "checkout.session.async_payment_failed");
  }

  @Test
  void itIsSettledByItselfWhenTimeHasPassedAsTheTestAccountSays() {
    JsonNode good = session("payment", "price_lifetime");
    JsonNode bad = session("payment", "price_lifetime");
    debit(good, GOOD);
    debit(bad, BAD);
    shop.control("/sandbox/clock/advance", "{\"seconds\":240}");
    assertThat(reload(good).get("payment_status").asText()).isEqualTo("paid");
    assertThat(reload(bad).get("payment_status").asText()).isEqualTo("unpaid");
    assertThat(shop.story())
        .contains(
            "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed");
  }

  @Test
  void aSubscriptionIsActiveWhileItsFirstDebitIsPendingAndFollowsItsOutcome() {
    JsonNode good = session("subscription", "price_gold_monthly");
    JsonNode bad = session("subscription", "price_gold_monthly");
    debit(good, GOOD);
    debit(bad, GOOD);
    JsonNode pending = reload(good);
    assertThat(pending.get("payment_status").asText()).isEqualTo("unpaid");
    assertThat(pending.at("/subscription/status").asText()).isEqualTo("active");
    assertThat(pending.at("/subscription/latest_invoice/status").asText()).isEqualTo("open");
    String before = shop.latestEvent();

    settle(good, true);

    assertThat(shop.storyAfter(before))
        .containsExactly(
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.async_payment_succeeded",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice_payment.paid");
    assertThat(reload(good).at("/subscription/latest_invoice/status").asText()).isEqualTo("paid");
    before = shop.latestEvent();

    settle(bad, false);

    assertThat(shop.storyAfter(before))
        .containsExactly(
            "charge.failed",
            "payment_intent.payment_failed",
            "checkout.session.async_payment_failed",
            "invoice.updated",
            "invoice.payment_failed",
            "customer.subscription.updated");
    assertThat(reload(bad).at("/subscription/status").asText()).isEqualTo("past_due");
    assertThat(reload(bad).at("/subscription/latest_invoice/next_payment_attempt").isNumber())
        .isTrue();
  }

  @Test
  void aSessionForDebitsOnlyShowsNothingElse() {
    JsonNode session =
        shop.post(
            "/v1/checkout/sessions",
            "mode=payment&success_url=http://shop.example/ok&payment_method_types[0]=sepa_debit"
                + "&line_items[0][price]=price_lifetime&line_items[0][quantity]=1");
    assertThat(shop.visit(session.get("url").asText()).body())
        .contains("IBAN")
        .doesNotContain("Card number", "Pay by card");
    assertThat(debit(session, "AT59 1904 3002 3547 3203").statusCode()).isEqualTo(303);
    settle(session, true);
    assertThat(shop.story()).contains("charge.dispute.created");
  }

  @Test
  void aRenewalByDebitIsPendingTooAndARetryIsNoLongerTheSessions() {
    JsonNode session = session("subscription", "price_gold_monthly");
    debit(session, GOOD);
    settle(session, false);
    String subscription = reload(session).at("/subscription/id").asText();
    shop.control("/sandbox/subscriptions/" + subscription + "/retry", "{\"fails\":false}");
    shop.control("/sandbox/clock/advance", "{\"seconds\":240}");
    assertThat(reload(session).at("/subscription/status").asText()).isEqualTo("active");
    assertThat(reload(session).get("payment_status").asText()).isEqualTo("unpaid");
    String before = shop.latestEvent();
    shop.control("/sandbox/subscriptions/" + subscription + "/renew", "{\"fails\":false}");
    assertThat(shop.storyAfter(before))
        .containsExactly(
            "customer.subscription.updated",
            "invoice.created",
            "invoice.finalized",
            "charge.pending",
            "payment_intent.processing",
            "payment_intent.created",
            "invoice.updated");
    assertThat(reload(session).at("/subscription/status").asText()).isEqualTo("active");
    shop.control("/sandbox/clock/advance", "{\"seconds\":240}");
    assertThat(shop.story()).containsSubsequence("charge.pending", "invoice.paid");
  }

  @Test
  void aSessionThatWaitsForNothingCannotBeSettledAndAnUnknownIbanIsRefused() {
    JsonNode session = session("payment", "price_lifetime");
    assertThat(debit(session, "DE00").body()).contains("not one of the test IBANs");
    HttpResponse<String> refused =
        shop.send(
            HttpRequest.newBuilder(
                    URI.create(
                        shop.sandbox.url()
                            + "/sandbox/checkout_sessions/"
                            + session.get("id").asText()
                            + "/settle"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"succeeds\":true}")));
    assertThat(refused.statusCode()).isEqualTo(400);
  }
}
