package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.stripe.SubscriptionState;
import dev.karamon.stripe.Unpaid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from the unsettled invoices of a subscription what it owes. */
final class UnpaidReader {
  /** What becomes of the payment is open, and Stripe does not try another one meanwhile. */
  private static final Set<String> UNDER_WAY = Set.of("requires_action", "processing");

  private UnpaidReader() {}

  /**
   * The state with what it owes: nothing when no invoice is to be paid by now, or was to be paid
   * before it was written off.
   *
   * @param subscription the same in Stripe's words
   * @param unsettled invoices that are open or written off; of one that is active, also its latest
   *     one as long as that is on its way; those that {@link #needsPayments} with their payments
   * @param now by the subscription's own clock
   */
  static SubscriptionState read(
      JsonNode subscription, SubscriptionState state, List<JsonNode> unsettled, Instant now) {
    var due = due(state, unsettled, now);
    if (due.isEmpty()) {
      return state;
    }
    var late = due.stream().map(UnpaidReader::late).toList();
    return state.owing(
        Unpaid.of(late, isRetrying(subscription, due)), new PaidItems(state, due).all());
  }

  private static Unpaid.Late late(JsonNode invoice) {
    return new Unpaid.Late(Fields.text(invoice, "id"), failedAt(invoice), failedLater(invoice));
  }

  /** Until a card is refused takes no time; until a debit is, up to some weeks. */
  private static boolean failedLater(JsonNode invoice) {
    return isFirstTry(invoice)
        && intents(invoice)
            .map(intent -> intent.path("last_payment_error").path("payment_method").path("type"))
            .anyMatch(type -> type.isTextual() && !type.textValue().equals("card"));
  }

  private static boolean isFirstTry(JsonNode invoice) {
    return invoice.path("attempt_count").asLong() == 1;
  }

  /** Those of the unsettled invoices that are why something is owed now. */
  static List<JsonNode> due(SubscriptionState state, List<JsonNode> unsettled, Instant now) {
    var late = state.isPastDue();
    var bearing =
        unsettled.stream()
            .filter(one -> isWrittenOff(one) ? wasDue(one) : !late || isDue(one, now))
            .toList();
    return Arrears.of(bearing).stream().filter(one -> late || isWrittenOff(one)).toList();
  }

  private static boolean isDue(JsonNode invoice, Instant now) {
    return dueDate(invoice).filter(now::isBefore).isEmpty();
  }

  /** True for one that is neither paid nor forgiven. */
  static boolean isUnsettled(JsonNode invoice) {
    return switch (invoice.path("status").asText("")) {
      case "draft", "open" -> true;
      case "uncollectible" -> wasDue(invoice);
      default -> false;
    };
  }

  private static boolean isWrittenOff(JsonNode invoice) {
    return invoice.path("status").asText().equals("uncollectible");
  }

  /** What is written off without having been asked for is a gift, as during a pause. */
  private static boolean wasDue(JsonNode invoice) {
    var writtenOff =
        Fields.time(invoice.path("status_transitions"), "marked_uncollectible_at")
            .orElse(Instant.MAX);
    return invoice.path("attempted").asBoolean(false)
        || dueDate(invoice).filter(due -> !due.isAfter(writtenOff)).isPresent();
  }

  /** Until when an invoice that was sent may be paid; one that is charged has no such time. */
  private static Optional<Instant> dueDate(JsonNode invoice) {
    return isSent(invoice) ? Fields.time(invoice, "due_date") : Optional.empty();
  }

  /** An invoice that is charged is charged as soon as it is final; a card fails at once. */
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
    return due.stream()
        .filter(invoice -> !isWrittenOff(invoice))
        .anyMatch(
            invoice -> isSent(subscription) || isTriedAgain(invoice) || isPaymentUnderWay(invoice));
  }

  /**
   * True when only its payments tell how the debt is: no time is set for another try while the
   * buyer's bank is asked, or the buyer by the bank; and how it failed the first time decides since
   * when.
   */
  static boolean needsPayments(JsonNode invoice) {
    return !isWrittenOff(invoice)
        && !isSent(invoice)
        && (!isTriedAgain(invoice) || isFirstTry(invoice));
  }

  private static boolean isTriedAgain(JsonNode invoice) {
    return invoice.path("next_payment_attempt").isNumber();
  }

  private static boolean isPaymentUnderWay(JsonNode invoice) {
    return intents(invoice)
        .anyMatch(intent -> UNDER_WAY.contains(intent.path("status").asText("")));
  }

  private static Stream<JsonNode> intents(JsonNode invoice) {
    return invoice
        .path("payments")
        .path("data")
        .valueStream()
        .map(payment -> expanded(payment.path("payment").path("payment_intent")));
  }

  /** One that is only named could be in any state. */
  private static JsonNode expanded(JsonNode intent) {
    if (intent.isTextual()) {
      throw new IllegalArgumentException("has a payment_intent that is not expanded.");
    }
    return intent;
  }

  private static boolean isSent(JsonNode thing) {
    return Fields.optional(thing, "collection_method").equals(Optional.of("send_invoice"));
  }
}
