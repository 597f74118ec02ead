package dev.karamon.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads rows; the one place that knows how time looks in the driver. */
public final class Rows {
  private Rows() {}

  /** All rows, mapped. */
  public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapper) {
    var list = new ArrayList<T>(rows.size());
    for (var row : rows) {
      list.add(mapper.apply(row));
    }
    return list;
  }

  /** The first row, mapped. */
  public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapper) {
    var iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(mapper.apply(iterator.next())) : Optional.empty();
  }

  /** The row of a statement that always gives one, mapped. */
  public static <T> T one(RowSet<Row> rows, Function<Row, T> mapper) {
    return mapper.apply(rows.iterator().next());
  }

  /** A point in time that may be absent. */
  public static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  /** A point in time of a column that is never null. */
  public static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** A point in time as a parameter. */
  public static OffsetDateTime param(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** A point in time, or null, as a parameter. */
  public static @Nullable OffsetDateTime param(Optional<Instant> at) {
    return at.map(Rows::param).orElse(null);
  }
}
