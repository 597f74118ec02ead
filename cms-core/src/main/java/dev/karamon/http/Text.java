package dev.karamon.http;

/** Text from outside, made safe to repeat in a message. */
public final class Text {
  private static final int MAX = 60;

  private Text() {}

  /** The first part of a text, without control characters and halves of characters. */
  public static String excerpt(String text) {
    return excerpt(text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?"), MAX);
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
