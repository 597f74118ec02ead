package dev.karamon.stripe;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscription owes.
 *
 * @param since when the oldest invoice after the last paid period failed
 * @param retrying true while Stripe tries again by itself, or waits for a payment by invoice
 * @param invoices those that are owed; the mirror does not keep them
 */
public record Unpaid(Instant since, boolean retrying, List<Late> invoices) {
  /**
   * An invoice that is owed.
   *
   * @param due when it could be paid at the earliest: no failure is older
   * @param failedLater true when the bank took its time to refuse it; Stripe does not show until
   *     when
   */
  public record Late(String id, Instant due, boolean failedLater) {}

  public Unpaid {
    invoices = List.copyOf(invoices);
  }

  /** What is in the mirror. */
  public Unpaid(Instant since, boolean retrying) {
    this(since, retrying, List.of());
  }

  /** The same of invoices, as Stripe shows them. */
  public static Unpaid of(List<Late> invoices, boolean retrying) {
    return new Unpaid(
        invoices.stream().map(Late::due).min(Comparator.naturalOrder()).orElseThrow(),
        retrying,
        invoices);
  }

  /**
   * The same, since the first of its invoices failed.
   *
   * @param failures when invoices failed, as far as that is known
   */
  public Unpaid since(Map<String, Instant> failures) {
    return invoices.stream()
        .map(late ->
            Optional.ofNullable(failures.get(late.id()))
                .filter(late.due()::isBefore)
                .orElse(late.due()))
        .min(Comparator.naturalOrder())
        .map(first -> new Unpaid(first, retrying, invoices))
        .orElse(this);
  }
}
