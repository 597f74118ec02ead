package dev.karamon.http;

/** Text from outside, made safe to repeat in a message. */
public final class Text {
  private static final int MAX = 60;

  private Text() {}

  /** The first part of a text, without control characters. */
  public static String excerpt(String text) {
    var clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= MAX ? clean : clean.substring(0, MAX) + "…";
  }
}
