package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.Unpaid;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads from the open invoices of a subscription what it owes. */
final class UnpaidReader {
  private UnpaidReader() {}

  /**
   * Empty when no invoice is open that is to be paid by now.
   *
   * @param currentPeriodEnd the latest end of the periods of the subscription's items
   * @param now by the subscription's own clock
   */
  static Optional<Unpaid> read(
      JsonNode subscription, Optional<Instant> currentPeriodEnd, List<JsonNode> open, Instant now) {
    var due = Arrears.of(open.stream().filter(invoice -> isDue(invoice, now)).toList());
    return due.stream()
        .map(UnpaidReader::failedAt)
        .min(Comparator.naturalOrder())
        .map(since ->
            new Unpaid(since, paidUntil(due, currentPeriodEnd), isRetrying(subscription, due)));
  }

  private static boolean isDue(JsonNode invoice, Instant now) {
    return dueDate(invoice).filter(now::isBefore).isEmpty();
  }

  /** Until when an invoice that was sent may be paid; one that is charged has no such time. */
  private static Optional<Instant> dueDate(JsonNode invoice) {
    return isSent(invoice) ? Fields.time(invoice, "due_date") : Optional.empty();
  }

  /** An invoice that is charged is charged as soon as it is final. */
  private static Instant failedAt(JsonNode invoice) {
    return dueDate(invoice)
        .or(() -> Fields.time(invoice.path("status_transitions"), "finalized_at"))
        .orElseGet(() -> Arrears.createdAt(invoice));
  }

  private static Instant paidUntil(List<JsonNode> due, Optional<Instant> currentPeriodEnd) {
    return due.stream()
        .map(invoice -> paidUntil(invoice, currentPeriodEnd).orElseGet(() -> failedAt(invoice)))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * The invoice of a renewal names the period that is over as its own, not the one it asks for.
   * Before the first invoice nothing was paid. Where no period is asked for, it is of the running
   * one, which was paid before.
   */
  private static Optional<Instant> paidUntil(JsonNode invoice, Optional<Instant> currentPeriodEnd) {
    return switch (Fields.optional(invoice, "billing_reason").orElse("")) {
      case "subscription_cycle" -> Fields.time(invoice, "period_end");
      case "subscription_create" -> Optional.of(Arrears.createdAt(invoice));
      case "subscription_update" ->
          periodAskedFor(invoice).or(() -> Optional.of(Arrears.createdAt(invoice)));
      default -> currentPeriodEnd;
    };
  }

  /** When the periods begin that the lines ask money for; a line of a moment is of no period. */
  private static Optional<Instant> periodAskedFor(JsonNode invoice) {
    return invoice
        .path("lines")
        .path("data")
        .valueStream()
        .filter(line -> line.path("amount").asLong() > 0)
        .map(line -> line.path("period"))
        .filter(period -> period.path("end").asLong() > period.path("start").asLong())
        .flatMap(period -> Fields.time(period, "start").stream())
        .min(Comparator.naturalOrder());
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
