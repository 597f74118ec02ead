package dev.karamon.json;

import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import java.util.List;
import java.util.regex.Pattern;

/** Text from outside, made safe to repeat in a message. */
public final class Text {
  private static final int MAX = 60;
  private static final int MAX_PATH = 200;
  private static final Pattern UNREPEATABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

  private Text() {}

  /** A name without blanks around it; one that is nothing else is refused with the field named. */
  public static String name(String field, String text) {
    var name = text.strip();
    if (name.isEmpty()) {
      throw KaramonException.of(
          CommonError.INVALID_REQUEST,
          List.of(FieldProblem.invalid(field, field + " must not be empty.")));
    }
    return name;
  }

  /** The first part of a text, without control characters and halves of characters. */
  public static String excerpt(String text) {
    return excerpt(UNREPEATABLE.matcher(text).replaceAll("?"), MAX);
  }

  /** The path of a field, short enough to be repeated. */
  static String path(String within, String name) {
    if (within.isEmpty()) {
      return excerpt(name);
    }
    return within.length() > MAX_PATH ? within : excerpt(within + "." + excerpt(name), MAX_PATH);
  }

  /** The text, or as many of its characters with dots after them. */
  public static String excerpt(String text, int most) {
    var beginning = beginning(text, most);
    return beginning.length() == text.length() ? text : beginning + "…";
  }

  /** As many of its characters as there may be; none is cut in half. */
  public static String beginning(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
