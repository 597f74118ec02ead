package dev.karamon.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list that is read page by page. The statement has only the conditions that were asked for, so
 * that the planner sees which index helps. Each text numbers its parameters for itself, from {@code
 * $1}.
 */
public final class Listing {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  /**
   * What the rows have to be like.
   *
   * @param searched whether all rows are looked through to find the few that are meant
   */
  private record Conditions(List<String> texts, List<Object> values, boolean searched) {
    Conditions and(String condition, Object[] given) {
      var text =
          PARAMETER
              .matcher(condition)
              .replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) + values.size()));
      return new Conditions(
          Stream.concat(texts.stream(), Stream.of("(" + text + ")")).toList(),
          Stream.concat(values.stream(), Arrays.stream(given)).toList(),
          searched);
    }

    Conditions andSearched() {
      return new Conditions(texts, values, true);
    }

    String clause() {
      return texts.isEmpty() ? "" : "WHERE " + String.join(" AND ", texts);
    }
  }

  private record Details(String columns, String joins) {}

  private final String columns;
  private final String rows;
  private final Ordering orders;
  private final Optional<Details> details;
  private final Conditions conditions;

  private Listing(
      String columns,
      String rows,
      Ordering orders,
      Optional<Details> details,
      Conditions conditions) {
    this.columns = columns;
    this.rows = rows;
    this.orders = orders;
    this.details = details;
    this.conditions = conditions;
  }

  /**
   * All rows of a list.
   *
   * @param columns from {@code SELECT}
   * @param rows from {@code FROM}, without conditions
   * @param values of the parameters in both
   */
  public static Listing of(String columns, String rows, Ordering orders, Object... values) {
    return new Listing(
        columns, rows, orders, Optional.empty(), new Conditions(List.of(), List.of(values), false));
  }

  /**
   * What is shown of a row, where that is more than it is found and put in order by; worked out for
   * the rows of a part only.
   *
   * @param shown from {@code SELECT}, in the place of the columns
   * @param joins begins with the name that the orders know the rows by
   */
  public Listing showing(String shown, String joins) {
    return new Listing(columns, rows, orders, Optional.of(new Details(shown, joins)), conditions);
  }

  /** Only rows of which this is true. */
  public Listing where(String condition, Object... given) {
    return with(conditions.and(condition, given));
  }

  /** Only rows of which this is true, if a value is given; it comes before the others. */
  public Listing whereGiven(Optional<?> value, String condition, Object... others) {
    return value
        .map(first ->
            where(condition, Stream.concat(Stream.of(first), Arrays.stream(others)).toArray()))
        .orElse(this);
  }

  /** Only rows that have the text in one of the columns, in small letters or capitals. */
  public Listing search(String text, String... in) {
    if (text.isEmpty()) {
      return this;
    }
    var anywhere = "%" + text.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    var condition =
        Arrays.stream(in).map(column -> column + " ILIKE $1").collect(Collectors.joining(" OR "));
    return with(conditions.and(condition, new Object[] {anywhere}).andSearched());
  }

  private Listing with(Conditions others) {
    return new Listing(columns, rows, orders, details, others);
  }

  /**
   * Reads a part.
   *
   * @param sort a name of one of the orders, after a {@code -} when it is turned round
   * @param limit rows of the part
   * @param offset rows before it
   */
  public <T> Future<Slice<T>> read(
      SqlClient client, Optional<String> sort, int limit, long offset, Function<Row, T> mapper) {
    return client
        .preparedQuery(statement(orders.by(sort)))
        .execute(parameters(limit, offset))
        .compose(read -> {
          var items = Rows.all(read, mapper);
          return total(client, read, limit, offset).map(total -> new Slice<>(items, total));
        });
  }

  // Counting reads all rows, which searching does anyway.
  private String statement(String order) {
    var total = conditions.searched() ? ", count(*) OVER () AS total" : "";
    var count = conditions.values().size();
    var part =
        "%s%s %s %s %s LIMIT $%d OFFSET $%d"
            .formatted(columns, total, rows, conditions.clause(), order, count + 1, count + 2);
    return details
        .map(more ->
            "%s%s FROM (%s) %s %s"
                .formatted(
                    more.columns(), total.isEmpty() ? "" : ", total", part, more.joins(), order))
        .orElse(part);
  }

  private Future<Long> total(SqlClient client, RowSet<Row> read, int limit, long offset) {
    if (read.size() < limit && (read.size() > 0 || offset == 0)) {
      return Future.succeededFuture(offset + read.size());
    }
    return conditions.searched() && read.size() > 0
        ? Future.succeededFuture(total(read))
        : client
            .preparedQuery("SELECT count(*) AS total %s %s".formatted(rows, conditions.clause()))
            .execute(parameters())
            .map(Listing::total);
  }

  private static long total(RowSet<Row> read) {
    return read.iterator().next().getLong("total");
  }

  private Tuple parameters(Object... more) {
    var all = new ArrayList<>(conditions.values());
    all.addAll(List.of(more));
    return Tuple.wrap(all);
  }
}
