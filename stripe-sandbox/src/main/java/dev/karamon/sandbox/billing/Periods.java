package dev.karamon.sandbox.billing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Billing periods: counted from an anchor, so that the 31st comes back after a shorter month. */
public final class Periods {
  private Periods() {}

  /**
   * The end, in seconds, of the period that begins at or contains a time.
   *
   * @param recurring a price's {@code recurring}
   */
  public static long end(long anchor, long start, JsonNode recurring) {
    var interval = recurring.get("interval").textValue();
    var count = recurring.get("interval_count").intValue();
    var first = Instant.ofEpochSecond(anchor).atZone(ZoneOffset.UTC);
    var periods = Math.max(0, estimate(anchor, start, interval) / count - 1);
    var end = plus(first, interval, periods * count);
    while (end <= start) {
      periods++;
      end = plus(first, interval, periods * count);
    }
    return end;
  }

  private static long estimate(long anchor, long start, String interval) {
    var days = (start - anchor) / 86_400;
    return switch (interval) {
      case "day" -> days;
      case "week" -> days / 7;
      case "month" -> days / 31;
      default -> days / 366;
    };
  }

  private static long plus(ZonedDateTime first, String interval, long count) {
    var time =
        switch (interval) {
          case "day" -> first.plusDays(count);
          case "week" -> first.plusWeeks(count);
          case "month" -> first.plusMonths(count);
          case "year" -> first.plusYears(count);
          default -> throw new IllegalArgumentException("no such interval: " + interval);
        };
    return time.toEpochSecond();
  }
}
