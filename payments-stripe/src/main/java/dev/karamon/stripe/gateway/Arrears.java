package dev.karamon.stripe.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the invoices that are why something is owed now: the newest, and those before it as far as
 * no period in between was paid. One that was given up long ago is not.
 */
final class Arrears {
  /** Between periods that follow one another; less than the shortest one. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private Arrears() {}

  /**
   * Those of the invoices that hang together with the newest; one without a period counts as one of
   * them.
   */
  static List<JsonNode> of(List<JsonNode> due) {
    var newestFirst = due.stream().sorted(Comparator.comparing(Fields::created).reversed());
    var owed = new ArrayList<JsonNode>();
    var begin = Instant.MAX;
    for (var invoice : newestFirst.toList()) {
      var period = Period.askedFor(invoice);
      if (owed.isEmpty()) {
        begin = period.map(Period::start).orElse(Fields.created(invoice));
      }
      if (period.isEmpty() || !period.get().end().isBefore(begin.minus(SLACK))) {
        owed.add(invoice);
        begin = earlier(begin, period);
      }
    }
    return owed;
  }

  private static Instant earlier(Instant begin, Optional<Period> period) {
    return period.map(Period::start).filter(begin::isAfter).orElse(begin);
  }

  /** The time that an invoice asks money for. */
  private record Period(Instant start, Instant end) {
    /**
     * The last of the periods of its lines: the invoice of a renewal may also ask for a change
     * within the period before, or for what was used then. A moment counts where there is no other.
     */
    static Optional<Period> askedFor(JsonNode invoice) {
      var all =
          invoice
              .path("lines")
              .path("data")
              .valueStream()
              .filter(line -> line.path("amount").asLong() > 0)
              .flatMap(line -> of(line.path("period")).stream())
              .toList();
      var whole = all.stream().filter(one -> one.end().isAfter(one.start())).toList();
      return last(whole.isEmpty() ? all : whole);
    }

    private static Optional<Period> of(JsonNode period) {
      return Fields.time(period, "start")
          .flatMap(start -> Fields.time(period, "end").map(end -> new Period(start, end)));
    }

    private static Optional<Period> last(List<Period> periods) {
      var start = periods.stream().map(Period::start).max(Comparator.naturalOrder());
      var end = periods.stream().map(Period::end).max(Comparator.naturalOrder());
      return start.map(from -> new Period(from, end.orElseThrow()));
    }
  }
}
