package dev.karamon.sandbox.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z, month, 1, 2026-02-28T10:00:00Z",
    "2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z, month, 1, 2026-03-31T10:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z, year, 1, 2025-02-28T00:00:00Z",
    "2024-02-29T00:00:00Z, 2027-02-28T00:00:00Z, year, 1, 2028-02-29T00:00:00Z",
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, week, 2, 2026-01-15T00:00:00Z",
    "2026-01-01T00:00:00Z, 2026-01-08T12:00:00Z, day, 3, 2026-01-10T00:00:00Z",
    "2026-05-10T00:00:00Z, 2026-04-20T00:00:00Z, month, 1, 2026-05-10T00:00:00Z",
    "2016-01-31T00:00:00Z, 2026-01-31T00:00:00Z, month, 3, 2026-04-30T00:00:00Z"
  })
  void periodsAreCountedFromTheAnchor(
      Instant anchor, Instant start, String interval, int count, Instant end) {
    assertThat(end(anchor, start, interval, count)).isEqualTo(end);
  }

  @Test
  void everyPeriodBeginsWhereTheFormerEnded() {
    Instant anchor = Instant.parse("2024-12-31T23:59:59Z");
    for (String interval : new String[] {"day", "week", "month", "year"}) {
      Instant start = anchor;
      for (int i = 1; i <= 60; i++) {
        Instant end = end(anchor, start, interval, 1);
        assertThat(end).isAfter(start);
        assertThat(end(anchor, end.minusSeconds(1), interval, 1)).isEqualTo(end);
        start = end;
      }
    }
  }

  private static Instant end(Instant anchor, Instant start, String interval, int count) {
    ObjectNode recurring =
        JsonNodeFactory.instance
            .objectNode()
            .put("interval", interval)
            .put("interval_count", count);
    return Instant.ofEpochSecond(
        Periods.end(anchor.getEpochSecond(), start.getEpochSecond(), recurring));
  }
}
