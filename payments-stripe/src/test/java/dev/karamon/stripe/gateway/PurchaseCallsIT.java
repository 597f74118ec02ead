package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.PurchaseState;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PurchaseCallsIT {
  private static final CheckoutSessionId SESSION = new CheckoutSessionId("cs_1");
  private static final CustomerId CUSTOMER = new CustomerId("cus_1");
  private static final String ONE =
      "GET /v1/checkout/sessions/cs_1?expand[0]=line_items&expand[1]=payment_intent.latest_charge";
  private static final String LIST =
      "GET /v1/checkout/sessions?customer=cus_1&expand[0]=data.line_items"
          + "&expand[1]=data.payment_intent.latest_charge&limit=20";
  private static final String LINES = "GET /v1/checkout/sessions/cs_1/line_items?limit=100";
  private static final String DISPUTES = "GET /v1/disputes?charge=ch_1&limit=100";

  @Test
  void a_purchase_is_read_in_one_call() {
    var script = Map.of(ONE, StripeObjects.purchase("cs_1", "paid").toString());
    try (var stripe = CannedStripe.scripted(script)) {
      var fetched = stripe.gateway().purchase(SESSION).orElseThrow();

      assertThat(fetched.value().session()).isEqualTo(SESSION);
      assertThat(fetched.value().paidAt()).isPresent();
      assertThat(fetched.value().prices()).hasSize(1);
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.DATE));
      assertThat(stripe.asked()).hasSize(1);
    }
  }

  @Test
  void every_page_of_lines_and_of_disputes_is_read() {
    var json = disputed();
    json.withObjectProperty("line_items").put("has_more", true);
    var script =
        Map.of(
            ONE,
            json.toString(),
            LINES,
            CannedStripe.list(true, line("li_1", "price_1")),
            LINES + "&starting_after=li_1",
            CannedStripe.list(false, line("li_2", "price_2")),
            DISPUTES,
            CannedStripe.list(true, dispute("dp_2", "won")),
            DISPUTES + "&starting_after=dp_2",
            CannedStripe.list(false, dispute("dp_1", "lost")));
    try (var stripe = CannedStripe.scripted(script)) {
      var purchase = stripe.gateway().purchase(SESSION).orElseThrow().value();

      assertThat(purchase.prices()).containsExactly(new PriceId("price_1"), new PriceId("price_2"));
      assertThat(purchase.disputeLost()).isTrue();
    }
  }

  @Test
  void a_reading_lasts_until_the_disputes_were_read() {
    try (var stripe =
        CannedStripe.answering(what ->
            what.contains("/v1/disputes")
                ? new Answer(200, CannedStripe.list(false), Map.of("Date", CannedStripe.LATER))
                : Answer.ok(disputed().toString()))) {
      var fetched = stripe.gateway().purchase(SESSION).orElseThrow();

      assertThat(fetched.from()).isBeforeOrEqualTo(CannedStripe.at(CannedStripe.DATE));
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.LATER));
      assertThat(fetched.value().disputeLost()).isFalse();
    }
  }

  @Test
  void what_is_no_purchase_and_what_never_was_is_empty() {
    for (var json :
        List.of(
            StripeObjects.purchase("cs_1", "unpaid").put("status", "open"),
            StripeObjects.purchase("cs_1", "unpaid").put("status", "expired"),
            StripeObjects.purchase("cs_1", "paid").put("mode", "subscription"))) {
      try (var stripe = CannedStripe.answering(what -> Answer.ok(json.toString()))) {
        assertThat(stripe.gateway().purchase(SESSION)).isEmpty();
      }
    }
    var missing = CannedStripe.error("invalid_request_error", "resource_missing", "session", "");
    try (var stripe = CannedStripe.answering(what -> Answer.error(404, missing))) {
      assertThat(stripe.gateway().purchase(SESSION)).isEmpty();
    }
  }

  @Test
  void what_cannot_be_understood_is_never_taken_for_nothing() {
    for (var json :
        List.of(
            "{}",
            StripeObjects.purchase("cs_1", "paid").without("payment_status").toString(),
            StripeObjects.purchase("cs_1", "paid").put("payment_intent", "pi_1").toString())) {
      try (var stripe = CannedStripe.answering(what -> Answer.ok(json))) {
        assertThat(CannedStripe.failure(() -> stripe.gateway().purchase(SESSION)).code())
            .isEqualTo(StripeError.STRIPE_UNREADABLE);
      }
    }
  }

  @Test
  void to_ask_again_for_a_payment_that_is_not_told_does_not_help() {
    var odd = StripeObjects.purchase("cs_1", "paid").put("payment_intent", "pi_1").toString();
    try (var stripe = CannedStripe.answering(what -> Answer.ok(odd))) {
      var failure = CannedStripe.failure(() -> stripe.gateway().purchase(SESSION));

      assertThat(failure).hasMessageContaining("cs_1");
      assertThat(failure.retryAfter()).isEmpty();
    }
  }

  @Test
  void every_page_of_the_purchases_of_a_customer_is_read() {
    var script =
        Map.of(
            LIST + "&status=complete",
            CannedStripe.list(
                true,
                StripeObjects.purchase("cs_3", "paid"),
                StripeObjects.purchase("cs_2", "paid").put("mode", "subscription")),
            LIST + "&starting_after=cs_2&status=complete",
            CannedStripe.list(false, disputed()),
            DISPUTES,
            CannedStripe.list(false, dispute("dp_1", "lost")));
    try (var stripe = CannedStripe.scripted(script)) {
      assertThat(stripe.gateway().purchasesOf(CUSTOMER).value())
          .extracting(PurchaseState::session, PurchaseState::disputeLost)
          .containsExactly(tuple(new CheckoutSessionId("cs_3"), false), tuple(SESSION, true));
    }
  }

  @Test
  void a_customer_that_stripe_does_not_know_bought_nothing() {
    try (var stripe = CannedStripe.answering(what -> Answer.error(400, CannedStripe.NO_CUSTOMER))) {
      var fetched = stripe.gateway().purchasesOf(CUSTOMER);

      assertThat(fetched.value()).isEmpty();
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.DATE));
    }
  }

  private static ObjectNode disputed() {
    var json = StripeObjects.purchase("cs_1", "paid");
    json.withObjectProperty("payment_intent")
        .withObjectProperty("latest_charge")
        .put("disputed", true);
    return json;
  }

  private static ObjectNode dispute(String id, String status) {
    return StripeObjects.of("dispute").put("id", id).put("status", status);
  }

  private static ObjectNode line(String id, String price) {
    var line = StripeObjects.of("item").put("id", id);
    line.withObjectProperty("price").put("id", price);
    return line;
  }
}
