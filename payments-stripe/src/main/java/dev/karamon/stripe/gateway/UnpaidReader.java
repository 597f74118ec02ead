package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads from the open invoices of a subscription what it owes. */
final class UnpaidReader {
  private UnpaidReader() {}

  /**
   * The state with what it owes: nothing when no invoice is open that is to be paid by now.
   *
   * @param subscription the same in Stripe's words
   * @param now by the subscription's own clock
   */
  static SubscriptionState read(
      JsonNode subscription, SubscriptionState state, List<JsonNode> open, Instant now) {
    var due = Arrears.of(open.stream().filter(invoice -> isDue(invoice, now)).toList());
    return due.stream()
        .map(UnpaidReader::failedAt)
        .min(Comparator.naturalOrder())
        .map(since -> new Unpaid(since, isRetrying(subscription, due)))
        .map(owed -> state.owing(owed, new PaidItems(state, due).all()))
        .orElse(state);
  }

  private static boolean isDue(JsonNode invoice, Instant now) {
    return dueDate(invoice).filter(now::isBefore).isEmpty();
  }

  /** Until when an invoice that was sent may be paid; one that is charged has no such time. */
  private static Optional<Instant> dueDate(JsonNode invoice) {
    return isSent(invoice) ? Fields.time(invoice, "due_date") : Optional.empty();
  }

  /** An invoice that is charged is charged as soon as it is final. */
  static Instant failedAt(JsonNode invoice) {
    return dueDate(invoice)
        .or(() -> Fields.time(invoice.path("status_transitions"), "finalized_at"))
        .orElseGet(() -> Fields.created(invoice));
  }

  /**
   * An invoice that was sent waits for its payment; Stripe does not try by itself. Whether it still
   * tries to collect older ones, of a time that was followed by paid ones, says nothing of this
   * one.
   */
  private static boolean isRetrying(JsonNode subscription, List<JsonNode> due) {
    return isSent(subscription)
        || due.stream().anyMatch(invoice -> invoice.path("next_payment_attempt").isNumber());
  }

  private static boolean isSent(JsonNode thing) {
    return Fields.optional(thing, "collection_method").equals(Optional.of("send_invoice"));
  }
}
