package dev.karamon.stripe.gateway;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something read from Stripe, with the time of the reading by Stripe's clock, in whole seconds.
 * What happened in a second before {@code from} is in the value; what happened in a second after
 * {@code until} is not; what lies between cannot be decided.
 *
 * @param from not later than the moment the first request reached Stripe
 * @param until Stripe's time of the last answer
 */
public record Fetched<T>(T value, Instant from, Instant until) {
  public Fetched {
    if (from.isAfter(until)) {
      throw new IllegalArgumentException("A reading does not end before it begins");
    }
  }

  /** Another view of the same reading. */
  public <R> Fetched<R> map(Function<? super T, ? extends R> mapper) {
    return new Fetched<>(mapper.apply(value), from, until);
  }

  /** The reading of something, if there was something to read. */
  static <T> Optional<Fetched<T>> ifPresent(Fetched<Optional<T>> read) {
    return read.value().map(value -> read.map(any -> value));
  }

  /** This reading, and one that followed it. */
  <U, R> Fetched<R> and(Fetched<U> later, BiFunction<T, U, R> combined) {
    return new Fetched<>(
        combined.apply(value, later.value()),
        from.isBefore(later.from()) ? from : later.from(),
        until.isAfter(later.until()) ? until : later.until());
  }
}
