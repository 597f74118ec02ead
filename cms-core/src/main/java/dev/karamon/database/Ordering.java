package dev.karamon.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In which orders a list can be read; callers name one, and never send SQL. */
public final class Ordering {
  private static final String DOWNWARDS = "-";

  private final String usual;
  private final Map<String, String> expressions = new LinkedHashMap<>();

  private Ordering(String usual) {
    this.usual = usual;
  }

  /** The order of a list when none is named, and of rows that are equal in the named one. */
  public static Ordering usually(String usual) {
    return new Ordering(usual);
  }

  /** Can also be read by this expression, under this name. */
  public Ordering or(String name, String expression) {
    var more = new Ordering(usual);
    more.expressions.putAll(expressions);
    more.expressions.put(name, expression);
    return more;
  }

  /** What can be named. */
  public List<String> names() {
    return List.copyOf(expressions.keySet());
  }

  /** The clause of a statement. */
  String by(Optional<String> sort) {
    return "ORDER BY " + sort.map(name -> expression(name) + ", " + usual).orElse(usual);
  }

  private String expression(String sort) {
    var isDown = sort.startsWith(DOWNWARDS);
    var expression = expressions.get(isDown ? sort.substring(DOWNWARDS.length()) : sort);
    if (expression == null) {
      throw new IllegalArgumentException("The list has no order " + sort);
    }
    return expression + (isDown ? " DESC" : "") + " NULLS LAST";
  }
}
