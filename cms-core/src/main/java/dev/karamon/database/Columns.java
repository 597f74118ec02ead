package dev.karamon.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns things into the arrays that a statement takes with {@code unnest}, one for each column. */
public final class Columns {
  private Columns() {}

  /** A column of text. */
  public static <T> String[] texts(Collection<T> things, Function<T, String> value) {
    return column(things, value, new String[things.size()]);
  }

  /** A column of text that may be null. */
  public static <T> String[] maybeTexts(Collection<T> things, Function<T, Optional<String>> value) {
    return column(things, thing -> value.apply(thing).orElse(null), new String[things.size()]);
  }

  /** A column of whole numbers. */
  public static <T> Long[] numbers(Collection<T> things, Function<T, Long> value) {
    return column(things, value, new Long[things.size()]);
  }

  /** A column of small whole numbers. */
  public static <T> Integer[] integers(Collection<T> things, Function<T, Integer> value) {
    return column(things, value, new Integer[things.size()]);
  }

  /** A column of true and false. */
  public static <T> Boolean[] flags(Collection<T> things, Function<T, Boolean> value) {
    return column(things, value, new Boolean[things.size()]);
  }

  /** A column of true and false that may be null. */
  public static <T> Boolean[] maybeFlags(
      Collection<T> things, Function<T, Optional<Boolean>> value) {
    return column(things, thing -> value.apply(thing).orElse(null), new Boolean[things.size()]);
  }

  /** A column of points in time. */
  public static <T> OffsetDateTime[] times(Collection<T> things, Function<T, Instant> value) {
    return column(
        things, thing -> Rows.param(value.apply(thing)), new OffsetDateTime[things.size()]);
  }

  /** A column of points in time that may be null. */
  public static <T> OffsetDateTime[] maybeTimes(
      Collection<T> things, Function<T, Optional<Instant>> value) {
    return column(
        things, thing -> Rows.param(value.apply(thing)), new OffsetDateTime[things.size()]);
  }

  // A loop, since every batch of events fills dozens of columns.
  private static <T, V> V[] column(
      Collection<T> things, Function<T, ? extends @Nullable V> value, V[] column) {
    var row = 0;
    for (var thing : things) {
      column[row++] = value.apply(thing);
    }
    return column;
  }
}
