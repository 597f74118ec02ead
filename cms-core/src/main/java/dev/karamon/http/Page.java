package dev.karamon.http;

import java.util.List;
import java.util.function.Function;

/** One page of a list. */
public record Page<T>(List<T> items, int page, int perPage, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** The page that was asked for. */
  public static <T> Page<T> of(PageRequest request, List<T> items, long total) {
    return new Page<>(items, request.page(), request.perPage(), total);
  }

  /** The same page of other things. */
  public <R> Page<R> map(Function<T, R> mapper) {
    return new Page<>(items.stream().map(mapper).toList(), page, perPage, total);
  }
}
