package dev.karamon.json;

/** The patterns that schemas have for texts, with what is said of a text that is none of theirs. */
public final class Patterns {
  /** More than blanks. */
  public static final String NOT_BLANK = "\\S";

  /** Whatever mail could be sent to, with blanks around it or without. */
  public static final String EMAIL = "^\\s*[^\\s@\\x00-\\x1F\\x7F]+@[^\\s@\\x00-\\x1F\\x7F]+\\s*$";

  private Patterns() {}

  /** What follows the name of a field whose text does not match. */
  static String problem(String pattern) {
    return switch (pattern) {
      case NOT_BLANK -> "must not be empty";
      case EMAIL -> "is not an e-mail address";
      default -> "does not match " + pattern;
    };
  }
}
