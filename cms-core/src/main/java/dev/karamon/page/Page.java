package dev.karamon.page;

import java.util.List;

/** One page of a list. */
public record Page<T>(List<T> items, int page, int perPage, long total) {
  public Page {
    items = List.copyOf(items);
  }

  /** The page that was asked for. */
  public static <T> Page<T> of(PageRequest request, List<T> items, long total) {
    return new Page<>(items, request.page(), request.perPage(), total);
  }
}
