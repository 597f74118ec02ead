package dev.karamon.database;

import java.util.List;

/**
 * Some of the rows of a list.
 *
 * @param total how many rows the whole list has
 */
public record Slice<T>(List<T> items, long total) {
  public Slice {
    items = List.copyOf(items);
  }
}
