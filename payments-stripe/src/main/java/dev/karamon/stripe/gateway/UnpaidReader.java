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
   * Empty when no invoice is open.
   *
   * @param currentPeriodEnd the latest end of the periods of the subscription's items
   */
  static Optional<Unpaid> read(
      JsonNode subscription, Optional<Instant> currentPeriodEnd, List<JsonNode> open) {
    return open.stream()
        .map(UnpaidReader::failedAt)
        .min(Comparator.naturalOrder())
        .map(since ->
            new Unpaid(
                since,
                paidUntil(oldest(open), currentPeriodEnd).orElse(since),
                isRetrying(subscription, open)));
  }

  /** An invoice is charged as soon as it is final. */
  private static Instant failedAt(JsonNode invoice) {
    return Fields.time(invoice.path("status_transitions"), "finalized_at")
        .orElseGet(() -> createdAt(invoice));
  }

  private static JsonNode oldest(List<JsonNode> open) {
    return open.stream().min(Comparator.comparing(UnpaidReader::createdAt)).orElseThrow();
  }

  /**
   * The invoice of a renewal names the period that is over as its own, not the one it asks for.
   * Other invoices are of the running period, which was paid before.
   */
  private static Optional<Instant> paidUntil(JsonNode invoice, Optional<Instant> currentPeriodEnd) {
    return Fields.optional(invoice, "billing_reason").equals(Optional.of("subscription_cycle"))
        ? Fields.time(invoice, "period_end")
        : currentPeriodEnd;
  }

  /** An invoice that was sent waits for its payment; Stripe does not try by itself. */
  private static boolean isRetrying(JsonNode subscription, List<JsonNode> open) {
    return Fields.optional(subscription, "collection_method").equals(Optional.of("send_invoice"))
        || open.stream().anyMatch(invoice -> invoice.path("next_payment_attempt").isNumber());
  }

  private static Instant createdAt(JsonNode invoice) {
    return Fields.time(invoice, "created")
        .orElseThrow(() -> new IllegalArgumentException("has no created."));
  }
}
