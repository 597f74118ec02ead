package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a subscription owes.
 *
 * @param since when the oldest invoice could not be collected, of those that no settled period has
 *     followed
 * @param late the invoices that are open or written off, of which each is for some items
 * @param isTried whether Stripe will try to collect one of them
 */
record Owed(Instant since, List<? extends JsonNode> late, boolean isTried) {
  private static final Set<String> UNDER_WAY = Set.of("requires_action", "processing");

  /** Nothing when no invoice of it asks for money, or asked for it until it was written off. */
  static Optional<Owed> of(JsonNode subscription, Life life, int step) {
    var all =
        life.objectsAt(step, "invoice").stream()
            .filter(invoice ->
                invoice
                    .at("/parent/subscription_details/subscription")
                    .equals(subscription.path("id")))
            .toList();
    var isLate = subscription.path("status").textValue().equals("past_due");
    var late =
        all.stream()
            .filter(invoice -> isWrittenOff(invoice) || (isLate && isOpen(invoice)))
            .filter(invoice -> !isOfThePast(invoice, all, isLate))
            .toList();
    var since = late.stream().map(i -> failedAt(i, life, step)).min(Comparator.naturalOrder());
    var isTried = late.stream().anyMatch(i -> isTried(i, life, step));
    return since.map(at -> new Owed(at, late, isTried));
  }

  /** When the first try to collect it failed; a card fails at once. */
  private static Instant failedAt(JsonNode invoice, Life life, int step) {
    return life.step("invoice.payment_failed", invoice.path("id").textValue())
        .filter(failed -> failed <= step)
        .map(life::timeAt)
        .orElseGet(() ->
            Instant.ofEpochSecond(invoice.at("/status_transitions/finalized_at").longValue()));
  }

  /** Again at a time that is set, or now: the bank is asked, or the customer by the bank. */
  private static boolean isTried(JsonNode invoice, Life life, int step) {
    return invoice.path("next_payment_attempt").isNumber()
        || (isOpen(invoice)
            && life.paymentsOf(invoice.path("id").textValue())
                .valueStream()
                .map(payment -> payment.at("/payment/payment_intent").textValue())
                .flatMap(id -> life.objectAt(step, "payment_intent", id).stream())
                .anyMatch(intent -> UNDER_WAY.contains(intent.path("status").textValue())));
  }

  /** When the time begins that nobody has paid for; of what no money is asked for, after it. */
  Instant paidUntil(JsonNode item) {
    var unpaid =
        late.stream()
            .map(invoice -> linesFor(item, invoice))
            .filter(
                lines -> lines.stream().mapToLong(line -> line.path("amount").asLong()).sum() > 0)
            .flatMap(Owed::periodsAskedFor);
    return earliest(unpaid)
        .orElseGet(() -> Instant.ofEpochSecond(item.path("current_period_end").longValue()));
  }

  private static List<JsonNode> linesFor(JsonNode item, JsonNode invoice) {
    return invoice
        .at("/lines/data")
        .valueStream()
        .filter(line ->
            line.at("/parent/subscription_item_details/subscription_item").equals(item.path("id")))
        .toList();
  }

  private static boolean isOpen(JsonNode invoice) {
    return invoice.path("status").textValue().equals("open");
  }

  /** Nobody asks for it any more, but somebody has: what is given away is not tried to collect. */
  private static boolean isWrittenOff(JsonNode invoice) {
    return invoice.path("status").textValue().equals("uncollectible")
        && invoice.path("attempted").booleanValue();
  }

  /** Paid or forgiven, or never to be asked for. */
  private static boolean isSettled(JsonNode invoice) {
    var isToBeAskedFor =
        invoice.path("status").textValue().equals("draft")
            && invoice.path("auto_advance").booleanValue();
    return !isOpen(invoice) && !isWrittenOff(invoice) && !isToBeAskedFor;
  }

  /** Whether a later period was settled; if a payment is late, before the one that is late now. */
  private static boolean isOfThePast(
      JsonNode invoice, List<? extends JsonNode> all, boolean isLate) {
    var newest =
        all.stream()
            .filter(each -> isOpen(each) || isWrittenOff(each))
            .mapToLong(each -> last(each, "start"))
            .max()
            .orElseThrow();
    return all.stream()
        .filter(Owed::isSettled)
        .flatMap(each -> each.at("/lines/data").valueStream())
        .filter(line -> !isProration(line))
        .map(line -> line.path("period"))
        .filter(period -> !isLate || period.path("start").longValue() < newest)
        .anyMatch(period ->
            period.path("start").longValue() > last(invoice, "start")
                && period.path("end").longValue() > last(invoice, "end"));
  }

  private static long last(JsonNode invoice, String side) {
    return invoice
        .at("/lines/data")
        .valueStream()
        .mapToLong(line -> line.path("period").path(side).longValue())
        .max()
        .orElseThrow();
  }

  /** What an upgrade costs on top is of a period that was paid, when a renewal asks for both. */
  private static Stream<JsonNode> periodsAskedFor(List<JsonNode> all) {
    var lines = all.stream().filter(line -> line.path("amount").asLong() > 0).toList();
    var whole = lines.stream().filter(line -> !isProration(line)).toList();
    return starts(whole.isEmpty() ? lines : whole);
  }

  private static boolean isProration(JsonNode line) {
    return line.at("/parent/subscription_item_details/proration").booleanValue();
  }

  private static Stream<JsonNode> starts(List<JsonNode> lines) {
    return lines.stream().map(line -> line.at("/period/start"));
  }

  private static Optional<Instant> earliest(Stream<JsonNode> times) {
    return times
        .map(time -> Instant.ofEpochSecond(time.longValue()))
        .min(Comparator.naturalOrder());
  }
}
