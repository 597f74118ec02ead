package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A debit of a subscription that came back some time after it was ordered.
 *
 * @param invoice as it is in the end
 * @param failed the step at which Stripe told so
 */
record LateFailure(Life life, JsonNode invoice, int failed) {
  /** The first one in a life. */
  static Optional<LateFailure> in(Life life) {
    return life.objectsAt(life.last(), "invoice").stream()
        .flatMap(invoice ->
            life.step("invoice.payment_failed", invoice.path("id").textValue()).stream()
                .map(step -> new LateFailure(life, invoice, step)))
        .filter(failure -> failure.time().isAfter(failure.ordered()))
        .findFirst();
  }

  Instant time() {
    return life.timeAt(failed);
  }

  private Instant ordered() {
    return Instant.ofEpochSecond(invoice.at("/status_transitions/finalized_at").longValue());
  }

  /**
   * Whether the debt may count from this time. Who is not told sees it some time later; and who
   * looks when it is tried again cannot see when it failed.
   */
  boolean mayHaveBeen(Instant time, Telling telling) {
    if (telling.plan().sent().contains(failed)) {
      return time.equals(time());
    }
    var isSeen = !time.isBefore(time()) && !time.isAfter(Instant.now());
    return isSeen || (time.equals(ordered()) && invoice.path("attempt_count").longValue() > 1);
  }
}
