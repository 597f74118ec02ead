package dev.karamon.page;

import dev.karamon.error.CommonError;
import dev.karamon.error.Problems;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a list is asked for.
 *
 * @param page counted from 1
 * @param perPage 1 to 100
 * @param query what to search for; empty for everything
 * @param sort a name of an order the list has, after a {@code -} when it is turned round
 */
public record PageRequest(int page, int perPage, String query, Optional<String> sort) {
  private static final int DEFAULT_PER_PAGE = 20;
  private static final int MAX_PER_PAGE = 100;
  private static final int MAX_PAGE = 1_000_000;
  private static final int MAX_QUERY = 200;

  /** A part of a list in its usual order. */
  public PageRequest(int page, int perPage, String query) {
    this(page, perPage, query, Optional.empty());
  }

  /** Rows to skip. */
  public long offset() {
    return (page - 1L) * perPage;
  }

  /**
   * Reads {@code page}, {@code per_page}, {@code q} and, of a list that has orders, {@code sort}.
   */
  public static PageRequest read(
      Function<String, Optional<String>> parameters, List<String> orders) {
    var problems = new Problems();
    var request = read(parameters, orders, problems);
    problems.refuseIfAny(CommonError.INVALID_REQUEST);
    return request;
  }

  /** The same; what is wrong is added to what else is. */
  public static PageRequest read(
      Function<String, Optional<String>> parameters, List<String> orders, Problems problems) {
    var page = number(parameters, "page", 1, MAX_PAGE, problems);
    var perPage = number(parameters, "per_page", DEFAULT_PER_PAGE, MAX_PER_PAGE, problems);
    var query = parameters.apply("q").orElse("").strip();
    if (query.length() > MAX_QUERY || query.indexOf('\0') >= 0) {
      problems.invalid("q", "q has at most " + MAX_QUERY + " characters and no NUL.");
    }
    var sort = orders.isEmpty() ? Optional.<String>empty() : parameters.apply("sort");
    if (sort.filter(name -> !orders.contains(name.replaceFirst("^-", ""))).isPresent()) {
      problems.invalid(
          "sort",
          "sort has to be one of " + String.join(", ", orders) + ", or one of them after a -.");
    }
    return new PageRequest(page, perPage, query, sort);
  }

  private static int number(
      Function<String, Optional<String>> parameters,
      String name,
      int fallback,
      int max,
      Problems problems) {
    var given = parameters.apply(name);
    if (given.isEmpty()) {
      return fallback;
    }
    if (given.get().matches("[0-9]{1,7}")) {
      var value = Integer.parseInt(given.get());
      if (value >= 1 && value <= max) {
        return value;
      }
    }
    problems.invalid(name, name + " has to be a whole number from 1 to " + max + ".");
    return fallback;
  }
}
