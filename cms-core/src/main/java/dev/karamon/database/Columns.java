package dev.karamon.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Turns things into the arrays that a statement takes with {@code unnest}, one for each column. */
public final class Columns {
  private Columns() {}

  /** A column of text. */
  public static <T> String[] texts(Collection<T> things, Function<T, String> value) {
    return things.stream().map(value).toArray(String[]::new);
  }

  /** A column of text that may be null. */
  public static <T> String[] maybeTexts(Collection<T> things, Function<T, Optional<String>> value) {
    return things.stream().map(thing -> value.apply(thing).orElse(null)).toArray(String[]::new);
  }

  /** A column of whole numbers. */
  public static <T> Long[] numbers(Collection<T> things, Function<T, Long> value) {
    return things.stream().map(value).toArray(Long[]::new);
  }

  /** A column of true and false. */
  public static <T> Boolean[] flags(Collection<T> things, Function<T, Boolean> value) {
    return things.stream().map(value).toArray(Boolean[]::new);
  }

  /** A column of true and false that may be null. */
  public static <T> Boolean[] maybeFlags(
      Collection<T> things, Function<T, Optional<Boolean>> value) {
    return things.stream().map(thing -> value.apply(thing).orElse(null)).toArray(Boolean[]::new);
  }

  /** A column of points in time. */
  public static <T> OffsetDateTime[] times(Collection<T> things, Function<T, Instant> value) {
    return things.stream()
        .map(thing -> Rows.param(value.apply(thing)))
        .toArray(OffsetDateTime[]::new);
  }

  /** A column of points in time that may be null. */
  public static <T> OffsetDateTime[] maybeTimes(
      Collection<T> things, Function<T, Optional<Instant>> value) {
    return things.stream()
        .map(thing -> Rows.param(value.apply(thing)))
        .toArray(OffsetDateTime[]::new);
  }
}
