package dev.karamon.database;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A column whose values are sealed with the master key.
 *
 * @param key the column that identifies a row
 * @param row what a value is bound to, with {@code %s} in place of the key
 */
public record SealedColumn(String table, String key, String column, String row) {
  private static final Pattern NAME = Pattern.compile("[a-z_]+");

  public SealedColumn {
    // They become part of statements.
    for (var name : List.of(table, key, column)) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("No name of a table or column: " + name);
      }
    }
  }

  /** What the value of a row is bound to. */
  public String row(String keyValue) {
    return row.formatted(keyValue);
  }

  @Override
  public String toString() {
    return table + "." + column;
  }
}
