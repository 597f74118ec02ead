package dev.karamon.stripe.gateway;

import static dev.karamon.stripe.gateway.StripeObjects.openInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.stripe.SubscriptionReader;
import dev.karamon.stripe.Unpaid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpaidReaderTest {
  private static final long CREATED = 1_790_000_000;
  private static final long MONTH = 2_592_000;
  private static final Instant FINAL = at(CREATED + 3_600);
  private static final Instant PERIOD_END = at(1_792_500_000);
  private static final Instant NOW = at(1_791_000_000);

  @Test
  void a_renewal_that_failed_leaves_what_was_paid_before_it() {
    var renewal = openInvoice("in_1", "subscription_cycle", CREATED).put("period_end", CREATED - 5);

    assertThat(unpaid(renewal)).contains(new Owed(FINAL, at(CREATED - 5), false));
  }

  @Test
  void before_the_first_invoice_nothing_was_paid() {
    var first = openInvoice("in_1", "subscription_create", CREATED).put("period_end", CREATED + 9);

    assertThat(unpaid(first)).contains(new Owed(FINAL, at(CREATED), false));
  }

  @Test
  void a_change_of_plan_leaves_what_was_paid_before_the_period_it_asks_for() {
    var change = openInvoice("in_1", "subscription_update", CREATED);
    var lines = change.putObject("lines").putArray("data");
    line(lines, -700, CREATED - 500, CREATED + 9_000);
    line(lines, 900, CREATED - 20, CREATED + 9_000);
    line(lines, 300, CREATED - 9, CREATED + 9_000);
    line(lines, 200, CREATED - 800, CREATED - 800);

    assertThat(unpaid(change)).contains(new Owed(FINAL, at(CREATED - 20), false));
  }

  @Test
  void a_change_of_plan_that_tells_no_period_began_when_it_was_billed() {
    var change = openInvoice("in_1", "subscription_update", CREATED).putNull("lines");

    assertThat(unpaid(change)).contains(new Owed(FINAL, at(CREATED), false));
  }

  @Test
  void the_end_of_what_was_paid_does_not_move_on_with_renewals_that_fail() {
    var change = openInvoice("in_1", "manual", CREATED);
    var renewal =
        openInvoice("in_2", "subscription_cycle", CREATED + 9_000).put("period_end", CREATED + 8);
    var next =
        openInvoice("in_3", "subscription_cycle", CREATED + 18_000)
            .put("period_end", CREATED + 9_008);

    assertThat(unpaid(next, renewal, change)).contains(new Owed(FINAL, at(CREATED + 8), false));
  }

  @Test
  void an_invoice_that_was_sent_fails_when_it_is_due() {
    var sent = sent("in_1", CREATED, CREATED + 900).put("period_end", CREATED - 5);

    assertThat(unpaid(sent)).contains(new Owed(at(CREATED + 900), at(CREATED - 5), false));
    assertThat(unpaid(sent.deepCopy().putNull("due_date")))
        .contains(new Owed(FINAL, at(CREATED - 5), false));
  }

  @Test
  void an_invoice_that_is_charged_fails_at_once_whatever_is_said_to_be_due() {
    var charged = sent("in_1", CREATED, CREATED + 900).put("period_end", CREATED - 5);
    charged.put("collection_method", "charge_automatically");

    assertThat(unpaid(charged)).contains(new Owed(FINAL, at(CREATED - 5), false));
  }

  @Test
  void an_invoice_that_is_not_due_yet_is_not_owed() {
    var due = sent("in_1", CREATED, CREATED + 900).put("period_end", CREATED - 5);
    var later = sent("in_2", CREATED - 50, NOW.getEpochSecond() + 1);
    later.put("period_end", CREATED - 99);

    assertThat(unpaid(later, due)).contains(new Owed(at(CREATED + 900), at(CREATED - 5), false));
    assertThat(unpaid(later)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscription_threshold", "manual", "something_new"})
  void what_is_charged_within_a_period_leaves_the_period(String billingReason) {
    assertThat(unpaid(openInvoice("in_1", billingReason, CREATED)))
        .contains(new Owed(FINAL, PERIOD_END, false));
  }

  @Test
  void of_several_invoices_the_first_counts_whatever_their_order() {
    var first = openInvoice("in_1", "subscription_cycle", CREATED).put("period_end", CREATED - 100);
    var second =
        openInvoice("in_2", "subscription_cycle", CREATED + 9_000).put("period_end", CREATED + 9);
    var expected = Optional.of(new Owed(FINAL, at(CREATED - 100), false));

    assertThat(unpaid(first, second)).isEqualTo(expected);
    assertThat(unpaid(second, first)).isEqualTo(expected);
  }

  @Test
  void what_was_given_up_before_a_period_that_was_paid_is_not_why_it_is_late_now() {
    var givenUp = renewal(0).put("next_payment_attempt", CREATED + 86_400);
    var failed = renewal(2);
    var failedAgain = renewal(3);

    var expected = new Owed(FINAL.plusSeconds(2 * MONTH), at(CREATED + 2 * MONTH), false);

    assertThat(unpaid(failedAgain, failed, givenUp)).contains(expected);
    assertThat(unpaid(givenUp, failed, failedAgain)).contains(expected);
    assertThat(unpaid(renewal(1), givenUp)).contains(new Owed(FINAL, at(CREATED), true));
  }

  @Test
  void what_a_renewal_asks_for_of_the_period_before_does_not_reach_further_back() {
    var givenUp = renewal(0);
    var failed = renewal(2);
    var lines = (ArrayNode) failed.at("/lines/data");
    line(lines, 300, CREATED + MONTH, CREATED + 2 * MONTH);
    line(lines, 200, CREATED + 2 * MONTH + 900, CREATED + 2 * MONTH + 900);

    assertThat(unpaid(failed, givenUp))
        .contains(new Owed(FINAL.plusSeconds(2 * MONTH), at(CREATED + 2 * MONTH), false));
  }

  @Test
  void a_change_within_a_period_that_was_paid_is_late_from_itself_on() {
    var givenUp = renewal(0);
    var change = openInvoice("in_9", "subscription_update", CREATED + MONTH + 900);
    line(
        change.putObject("lines").putArray("data"),
        500,
        CREATED + MONTH + 900,
        CREATED + 2 * MONTH);
    var expected = new Owed(FINAL.plusSeconds(MONTH + 900), at(CREATED + MONTH + 900), false);

    assertThat(unpaid(change, givenUp)).contains(expected);
    assertThat(unpaid(renewal(2), change, givenUp)).contains(expected);
    assertThat(unpaid(renewal(3), change, givenUp))
        .contains(new Owed(FINAL.plusSeconds(3 * MONTH), at(CREATED + 3 * MONTH), false));
  }

  @Test
  void something_beside_the_periods_counts_with_those_it_lies_in() {
    var oneOff = openInvoice("in_9", "manual", CREATED + MONTH + 900);
    var moment = CREATED + MONTH + 900;
    line(oneOff.putObject("lines").putArray("data"), 500, moment, moment);

    assertThat(unpaid(renewal(1), oneOff, renewal(0)))
        .contains(new Owed(FINAL, at(CREATED), false));
    assertThat(unpaid(oneOff, renewal(0)))
        .contains(new Owed(FINAL.plusSeconds(MONTH + 900), PERIOD_END, false));
    assertThat(unpaid(renewal(2), oneOff))
        .contains(new Owed(FINAL.plusSeconds(2 * MONTH), at(CREATED + 2 * MONTH), false));
  }

  @Test
  void an_older_one_that_tells_no_period_counts() {
    var untold = openInvoice("in_9", "subscription_cycle", CREATED - 5 * MONTH);
    untold.put("period_end", CREATED - 5 * MONTH).putNull("lines");

    assertThat(unpaid(renewal(2), untold))
        .contains(new Owed(FINAL.minusSeconds(5 * MONTH), at(CREATED - 5 * MONTH), false));
    assertThat(unpaid(renewal(2).without("lines"), renewal(0)))
        .contains(new Owed(FINAL.plusSeconds(2 * MONTH), at(CREATED + 2 * MONTH), false));
  }

  @Test
  void the_first_failure_may_be_of_an_invoice_that_was_made_later() {
    var early = openInvoice("in_1", "subscription_cycle", CREATED).put("period_end", CREATED);
    early.withObjectProperty("status_transitions").put("finalized_at", CREATED + 90_000);
    var late = openInvoice("in_2", "subscription_update", CREATED + 10);

    assertThat(unpaid(early, late)).contains(new Owed(FINAL.plusSeconds(10), at(CREATED), false));
  }

  @Test
  void without_the_time_it_became_final_an_invoice_counts_from_when_it_was_made() {
    var invoice = openInvoice("in_1", "subscription_cycle", CREATED).put("period_end", CREATED);
    invoice.withObjectProperty("status_transitions").putNull("finalized_at");

    assertThat(unpaid(invoice)).contains(new Owed(at(CREATED), at(CREATED), false));
    assertThat(unpaid(invoice.without("status_transitions")))
        .contains(new Owed(at(CREATED), at(CREATED), false));
  }

  @Test
  void where_no_period_is_told_the_failure_ends_what_was_paid() {
    var renewal = openInvoice("in_1", "subscription_cycle", CREATED).putNull("period_end");
    var other = openInvoice("in_1", "manual", CREATED);

    assertThat(unpaid(renewal)).contains(new Owed(FINAL, FINAL, false));
    var unending = charged();
    ((ObjectNode) unending.at("/items/data/0")).remove("current_period_end");
    assertThat(owedBy(unending, other)).contains(new Owed(FINAL, FINAL, false));
  }

  @ParameterizedTest
  @CsvSource({
    "charge_automatically, false, false",
    "charge_automatically, true, true",
    "send_invoice, false, true",
    "send_invoice, true, true"
  })
  void a_next_try_or_an_invoice_that_was_sent_keeps_the_hope(
      String collectionMethod, boolean nextTry, boolean retrying) {
    var given_up = openInvoice("in_1", "subscription_cycle", CREATED);
    var other = openInvoice("in_2", "subscription_cycle", CREATED + 5);
    if (nextTry) {
      other.put("next_payment_attempt", CREATED + 86_400);
    }
    var subscription = charged().put("collection_method", collectionMethod);

    assertThat(owedBy(subscription, given_up, other))
        .hasValueSatisfying(unpaid -> assertThat(unpaid.retrying()).isEqualTo(retrying));
  }

  @Test
  void what_was_written_off_is_owed_and_nobody_tries_to_collect_it() {
    var subscription = charged().put("status", "active");
    var expected = new Owed(FINAL, at(CREATED), false);

    assertThat(owedBy(subscription, writtenOff(0).put("next_payment_attempt", CREATED + 9)))
        .contains(expected);
    assertThat(owedBy(subscription, writtenOff(1), writtenOff(0))).contains(expected);
    assertThat(owedBy(subscription, writtenOff(2), writtenOff(0)))
        .contains(new Owed(FINAL.plusSeconds(2 * MONTH), at(CREATED + 2 * MONTH), false));
    assertThat(unpaid(renewal(1).put("next_payment_attempt", CREATED + 9), writtenOff(0)))
        .contains(new Owed(FINAL, at(CREATED), true));
    assertThat(owedBy(subscription.put("collection_method", "send_invoice"), writtenOff(0)))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft", "open"})
  void an_invoice_on_its_way_pays_nothing_that_was_written_off_before(String status) {
    var subscription = charged().put("status", "active");

    assertThat(owedBy(subscription, renewal(1).put("status", status), writtenOff(0)))
        .contains(new Owed(FINAL, at(CREATED), false));
    assertThat(owedBy(subscription, renewal(2).put("status", status), writtenOff(0))).isEmpty();
    assertThat(owedBy(subscription, renewal(0).put("status", status))).isEmpty();
    var sent = renewal(2).put("status", status).put("collection_method", "send_invoice");
    sent.put("due_date", NOW.getEpochSecond() + 1);
    assertThat(owedBy(subscription, sent, writtenOff(0))).isEmpty();
  }

  @Test
  void what_was_written_off_before_it_was_asked_for_was_a_gift() {
    var subscription = charged().put("status", "active");
    var sent = writtenOff(0).put("attempted", false).put("collection_method", "send_invoice");
    sent.put("due_date", CREATED + 900);
    sent.withObjectProperty("status_transitions").put("marked_uncollectible_at", CREATED + 899);

    assertThat(owedBy(subscription, writtenOff(0).put("attempted", false))).isEmpty();
    assertThat(owedBy(subscription, sent)).isEmpty();
    sent.withObjectProperty("status_transitions").put("marked_uncollectible_at", CREATED + 900);
    assertThat(owedBy(subscription, sent))
        .contains(new Owed(at(CREATED + 900), at(CREATED), false));
  }

  @ParameterizedTest
  @CsvSource({"requires_action, true", "processing, true", "requires_payment_method, false"})
  void a_payment_that_is_under_way_was_not_given_up(String payment, boolean retrying) {
    var waiting = renewal(0);
    waiting.putObject("payments").putArray("data").add(StripeObjects.invoicePayment(payment));

    assertThat(unpaid(waiting)).contains(new Owed(FINAL, at(CREATED), retrying));
    assertThat(unpaid(waiting.put("status", "uncollectible").put("attempted", true)))
        .contains(new Owed(FINAL, at(CREATED), false));
  }

  @ParameterizedTest
  @CsvSource({
    "sepa_debit, 1, true",
    "us_bank_account, 1, true",
    "card, 1, false",
    "sepa_debit, 2, false"
  })
  void a_debit_fails_some_time_after_its_order(String method, int attempts, boolean later) {
    var failed = renewal(0).put("attempt_count", attempts);
    var payment = StripeObjects.invoicePayment("requires_payment_method");
    ((ObjectNode) payment.at("/payment/payment_intent"))
        .putObject("last_payment_error")
        .putObject("payment_method")
        .put("type", method);
    failed.putObject("payments").putArray("data").add(payment);

    assertThat(invoicesOwed(failed)).containsExactly(new Unpaid.Late("in_0", FINAL, later));
    assertThat(invoicesOwed(renewal(0).put("attempt_count", 1)))
        .containsExactly(new Unpaid.Late("in_0", FINAL, false));
  }

  @Test
  void without_an_open_invoice_nothing_is_owed() {
    assertThat(unpaid()).isEmpty();
  }

  @Test
  void an_invoice_that_does_not_say_when_it_was_made_is_not_understood() {
    var invoice = openInvoice("in_1", "subscription_cycle", CREATED).putNull("created");
    invoice.withObjectProperty("status_transitions").putNull("finalized_at");

    assertThatIllegalArgumentException().isThrownBy(() -> unpaid(invoice));
  }

  /** What a subscription owes, and until when its item is paid. */
  private record Owed(Instant since, Instant paidUntil, boolean retrying) {}

  private static Optional<Owed> unpaid(JsonNode... open) {
    return owedBy(charged(), open);
  }

  private static List<Unpaid.Late> invoicesOwed(JsonNode invoice) {
    var subscription = charged();
    var state = SubscriptionReader.read(subscription).orElseThrow();
    return UnpaidReader.read(subscription, state, List.of(invoice), NOW)
        .unpaid()
        .orElseThrow()
        .invoices();
  }

  private static Optional<Owed> owedBy(JsonNode subscription, JsonNode... open) {
    var state = SubscriptionReader.read(subscription).orElseThrow();
    var read = UnpaidReader.read(subscription, state, List.of(open), NOW);
    var paidUntil = read.items().getFirst().paidUntil();
    assertThat(paidUntil.isPresent()).isEqualTo(read.unpaid().isPresent());
    return read.unpaid()
        .map(owed -> new Owed(owed.since(), paidUntil.orElseThrow(), owed.retrying()));
  }

  /** The renewal of a monthly subscription so many months later. */
  private static ObjectNode renewal(int months) {
    var start = CREATED + months * MONTH;
    var invoice = openInvoice("in_" + months, "subscription_cycle", start).put("period_end", start);
    line(invoice.putObject("lines").putArray("data"), 1_000, start, start + MONTH);
    return invoice;
  }

  private static ObjectNode writtenOff(int months) {
    return renewal(months).put("status", "uncollectible").put("attempted", true);
  }

  private static ObjectNode sent(String id, long created, long due) {
    return openInvoice(id, "subscription_cycle", created)
        .put("collection_method", "send_invoice")
        .put("due_date", due);
  }

  private static void line(ArrayNode lines, long amount, long start, long end) {
    var line = lines.addObject().put("amount", amount);
    line.putObject("period").put("start", start).put("end", end);
  }

  private static ObjectNode charged() {
    var subscription = StripeObjects.subscription("sub_1", "past_due");
    ((ObjectNode) subscription.at("/items/data/0"))
        .put("current_period_end", PERIOD_END.getEpochSecond());
    return subscription;
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
