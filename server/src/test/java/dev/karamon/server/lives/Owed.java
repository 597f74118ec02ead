package dev.karamon.server.lives;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a subscription owes.
 *
 * @param since when the oldest open invoice could not be collected
 * @param paidUntil when the time begins that nobody has paid for
 */
record Owed(Instant since, Instant paidUntil) {
  /** Nothing when no invoice of it is open that asks for money. */
  static Optional<Owed> of(JsonNode subscription, Life life, int step) {
    var open =
        life.objectsAt(step, "invoice").stream()
            .filter(invoice -> invoice.path("status").textValue().equals("open"))
            .filter(invoice ->
                invoice
                    .at("/parent/subscription_details/subscription")
                    .equals(subscription.path("id")))
            .toList();
    var since = earliest(open.stream().map(i -> i.at("/status_transitions/finalized_at")));
    var unpaid = earliest(open.stream().flatMap(Owed::periodsAskedFor));
    return since.flatMap(at -> unpaid.map(until -> new Owed(at, until)));
  }

  /** What an upgrade costs on top is of a period that was paid, when a renewal asks for both. */
  private static Stream<JsonNode> periodsAskedFor(JsonNode invoice) {
    var asked =
        invoice.at("/lines/data").valueStream().filter(line -> line.path("amount").asLong() > 0);
    var lines = asked.toList();
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
