package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.service.V1Services;
import dev.karamon.stripe.SubscriptionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what subscriptions owe. One that is active owes nothing as long as its latest invoice is
 * settled; else an invoice before that may have been written off.
 */
final class DebtCalls {
  private static final long PAGE = 100;

  private final V1Services stripe;

  DebtCalls(V1Services stripe) {
    this.stripe = stripe;
  }

  /**
   * The state with what it owes.
   *
   * @param subscription the same in Stripe's words, its latest invoice expanded
   */
  Fetched<SubscriptionState> owing(JsonNode subscription, Fetched<SubscriptionState> state) {
    if (state.value().isPastDue()) {
      return owing(subscription, state, all(state.value(), InvoiceListParams.Status.OPEN));
    }
    var latest = subscription.path("latest_invoice");
    return state.value().status().equals("active") && UnpaidReader.isUnsettled(latest)
        ? owing(subscription, state, state.map(any -> List.of(latest)))
        : state;
  }

  private Fetched<SubscriptionState> owing(
      JsonNode subscription, Fetched<SubscriptionState> state, Fetched<List<JsonNode>> unsettled) {
    var writtenOff = all(state.value(), InvoiceListParams.Status.UNCOLLECTIBLE);
    var all = unsettled.and(writtenOff, DebtCalls::together);
    var what = "what is owed for the subscription " + state.value().id();
    var now = now(state.value(), all);
    var due =
        all.map(
            each -> StripeCalls.understood(what, () -> UnpaidReader.due(state.value(), each, now)));
    var invoices = StripeCalls.each(due, this::withPayments);
    return state.and(
        invoices,
        (owing, each) ->
            StripeCalls.understood(what, () -> UnpaidReader.read(subscription, owing, each, now)));
  }

  /** Lists of invoices do not show what their payments wait for. */
  private Fetched<JsonNode> withPayments(Fetched<JsonNode> invoice) {
    if (!UnpaidReader.needsPayments(invoice.value())) {
      return invoice;
    }
    var id = StripeCalls.named(() -> Fields.text(invoice.value(), "id"));
    var payments = StripeCalls.all(after -> stripe.invoicePayments().list(payments(id, after)));
    return invoice.and(payments, DebtCalls::withPayments);
  }

  private static JsonNode withPayments(JsonNode invoice, List<JsonNode> payments) {
    ObjectNode paid = invoice.deepCopy();
    paid.withObjectProperty("payments").putArray("data").addAll(payments);
    return paid;
  }

  private static InvoicePaymentListParams payments(String invoice, @Nullable String after) {
    return InvoicePaymentListParams.builder()
        .setInvoice(invoice)
        .addExpand("data.payment.payment_intent")
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }

  /** The latest invoice may be among those that were written off. */
  private static List<JsonNode> together(List<JsonNode> some, List<JsonNode> others) {
    var all = new ArrayList<>(others);
    var ids = others.stream().map(one -> one.path("id")).toList();
    some.stream().filter(one -> !ids.contains(one.path("id"))).forEach(all::add);
    return all;
  }

  /** The time of a test clock is unknown: there whatever is open counts as due. */
  private static Instant now(SubscriptionState state, Fetched<?> read) {
    return state.onTestClock() ? Instant.MAX : read.until();
  }

  private Fetched<List<JsonNode>> all(
      SubscriptionState subscription, InvoiceListParams.Status status) {
    return StripeCalls.all(after -> stripe.invoices().list(page(subscription, status, after)));
  }

  private static InvoiceListParams page(
      SubscriptionState subscription, InvoiceListParams.Status status, @Nullable String after) {
    return InvoiceListParams.builder()
        .setSubscription(subscription.id().value())
        .setStatus(status)
        .setLimit(PAGE)
        .setStartingAfter(after)
        .build();
  }
}
