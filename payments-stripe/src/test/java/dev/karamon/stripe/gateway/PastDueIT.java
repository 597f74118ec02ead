package dev.karamon.stripe.gateway;

import static dev.karamon.stripe.gateway.StripeObjects.openInvoice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.Unpaid;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PastDueIT {
  private static final CustomerId CUSTOMER = new CustomerId("cus_1");
  private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("sub_1");
  private static final String LIST =
      "GET /v1/subscriptions?customer=cus_1&expand[0]=data.latest_invoice&limit=100&status=all";
  private static final String ONE = "GET /v1/subscriptions/sub_1?expand[0]=latest_invoice";
  private static final String OPEN_INVOICES =
      "GET /v1/invoices?limit=100&status=open&subscription=sub_1";
  private static final String WRITTEN_OFF =
      "GET /v1/invoices?limit=100&status=uncollectible&subscription=sub_1";

  @Test
  void a_subscription_that_is_past_due_is_read_with_all_its_open_invoices() {
    var first = openInvoice("in_1", "subscription_cycle", 1_790_000_000);
    first.put("period_end", 1_789_999_000).put("next_payment_attempt", 1_790_200_000);
    var second = openInvoice("in_2", "subscription_cycle", 1_792_000_000);
    second.put("period_end", 1_791_999_000);
    var script =
        Map.of(
            ONE,
            StripeObjects.subscription("sub_1", "past_due").toString(),
            OPEN_INVOICES,
            CannedStripe.list(true, second),
            "GET /v1/invoices?limit=100&starting_after=in_2&status=open&subscription=sub_1",
            CannedStripe.list(false, first),
            WRITTEN_OFF,
            CannedStripe.list(false),
            paymentsOf("in_2"),
            CannedStripe.list(false));
    try (var stripe = CannedStripe.scripted(script)) {
      var state = stripe.gateway().subscription(SUBSCRIPTION).orElseThrow().value();
      assertThat(state.unpaid().orElseThrow().since())
          .isEqualTo(Instant.ofEpochSecond(1_790_003_600));
      assertThat(state.unpaid().orElseThrow().retrying()).isTrue();
      assertThat(state.items().getFirst().paidUntil())
          .contains(Instant.ofEpochSecond(1_789_999_000));
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, true"})
  void what_is_due_is_told_by_stripes_time_or_by_a_test_clock_that_is_ahead(
      boolean onTestClock, boolean owed) {
    var subscription = StripeObjects.subscription("sub_1", "past_due");
    subscription.put("test_clock", onTestClock ? "clock_1" : null);
    var sent = openInvoice("in_1", "subscription_cycle", 1_780_000_000);
    sent.put("collection_method", "send_invoice");
    sent.put("due_date", CannedStripe.at(CannedStripe.DATE).plusSeconds(60).getEpochSecond());
    var script =
        Map.of(
            ONE,
            subscription.toString(),
            OPEN_INVOICES,
            CannedStripe.list(false, sent),
            WRITTEN_OFF,
            CannedStripe.list(false));
    try (var stripe = CannedStripe.scripted(script)) {
      var unpaid = stripe.gateway().subscription(SUBSCRIPTION).orElseThrow().value().unpaid();
      assertThat(unpaid.isPresent()).isEqualTo(owed);
    }
  }

  @Test
  void a_reading_lasts_until_the_open_invoices_were_read() {
    var list = CannedStripe.list(false, StripeObjects.subscription("sub_1", "past_due"));
    try (var stripe =
        CannedStripe.answering(what ->
            what.contains("/v1/invoices")
                ? new Answer(200, CannedStripe.list(false), Map.of("Date", CannedStripe.LATER))
                : Answer.ok(list))) {
      var fetched = stripe.gateway().subscriptionsOf(CUSTOMER, Set.of());

      assertThat(fetched.from()).isBeforeOrEqualTo(CannedStripe.at(CannedStripe.DATE));
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.LATER));
      assertThat(fetched.value().states())
          .singleElement()
          .satisfies(state -> assertThat(state.unpaid()).isEmpty());
    }
  }

  @Test
  void an_open_invoice_that_cannot_be_understood_is_never_passed_over() {
    try (var stripe =
        CannedStripe.scripted(
            Map.of(
                LIST,
                CannedStripe.list(false, StripeObjects.subscription("sub_1", "past_due")),
                OPEN_INVOICES,
                CannedStripe.list(false, "{\"id\":\"in_1\",\"object\":\"invoice\"}"),
                WRITTEN_OFF,
                CannedStripe.list(false)))) {
      assertUnreadable(() -> stripe.gateway().subscriptionsOf(CUSTOMER, Set.of()));
    }
  }

  @Test
  void of_what_is_paid_no_invoices_are_read() {
    var script = Map.of(ONE, StripeObjects.subscription("sub_1", "unpaid").toString());
    try (var stripe = CannedStripe.scripted(script)) {
      assertThat(stripe.gateway().subscription(SUBSCRIPTION).orElseThrow().value().unpaid())
          .isEmpty();
      assertThat(stripe.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "requires_action, true",
    "processing, true",
    "requires_payment_method, false",
    "canceled, false"
  })
  void without_another_try_the_payment_tells_whether_it_was_given_up(
      String payment, boolean retrying) {
    var renewal = openInvoice("in_1", "subscription_cycle", 1_790_000_000);
    var script =
        Map.of(
            ONE,
            StripeObjects.subscription("sub_1", "past_due").toString(),
            OPEN_INVOICES,
            CannedStripe.list(false, renewal),
            WRITTEN_OFF,
            CannedStripe.list(false),
            paymentsOf("in_1"),
            CannedStripe.list(false, StripeObjects.invoicePayment(payment)));
    try (var stripe = CannedStripe.scripted(script)) {
      assertThat(stripe.gateway().subscription(SUBSCRIPTION).orElseThrow().value().unpaid())
          .map(Unpaid::retrying)
          .contains(retrying);
    }
  }

  @Test
  void a_payment_that_is_only_named_is_not_understood() {
    var named = StripeObjects.invoicePayment("processing");
    named.withObjectProperty("payment").put("payment_intent", "pi_1");
    var script =
        Map.of(
            ONE,
            StripeObjects.subscription("sub_1", "past_due").toString(),
            OPEN_INVOICES,
            CannedStripe.list(false, openInvoice("in_1", "subscription_cycle", 1_790_000_000)),
            WRITTEN_OFF,
            CannedStripe.list(false),
            paymentsOf("in_1"),
            CannedStripe.list(false, named));
    try (var stripe = CannedStripe.scripted(script)) {
      assertUnreadable(() -> stripe.gateway().subscription(SUBSCRIPTION));
    }
  }

  @Test
  void what_is_active_because_its_invoice_was_written_off_is_read_with_those() {
    var writtenOff = openInvoice("in_1", "subscription_cycle", 1_790_000_000);
    writtenOff.put("status", "uncollectible").put("attempted", true);
    var script =
        Map.of(
            ONE,
            StripeObjects.subscription("sub_1", "active")
                .set("latest_invoice", writtenOff)
                .toString(),
            WRITTEN_OFF,
            CannedStripe.list(false, writtenOff));
    try (var stripe = CannedStripe.scripted(script)) {
      assertThat(stripe.gateway().subscription(SUBSCRIPTION).orElseThrow().value().unpaid())
          .contains(
              Unpaid.of(
                  List.of(new Unpaid.Late("in_1", Instant.ofEpochSecond(1_790_003_600), false)),
                  false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"paid", "void", "uncollectible"})
  void what_is_active_and_whose_latest_invoice_is_settled_owes_nothing(String status) {
    var latest = openInvoice("in_1", "subscription_cycle", 1_790_000_000);
    latest.put("status", status).put("attempted", status.equals("paid"));
    var subscription = StripeObjects.subscription("sub_1", "active");
    subscription.set("latest_invoice", latest);
    try (var stripe = CannedStripe.scripted(Map.of(ONE, subscription.toString()))) {
      assertThat(stripe.gateway().subscription(SUBSCRIPTION).orElseThrow().value().unpaid())
          .isEmpty();
      assertThat(stripe.asked()).hasSize(1);
    }
  }

  static String paymentsOf(String invoice) {
    return "GET /v1/invoice_payments?expand[0]=data.payment.payment_intent&invoice=%s&limit=100"
        .formatted(invoice);
  }

  private static void assertUnreadable(Runnable work) {
    assertThat(CannedStripe.failure(work).code()).isEqualTo(StripeError.STRIPE_UNREADABLE);
  }
}
