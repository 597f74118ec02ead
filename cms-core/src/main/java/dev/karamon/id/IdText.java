package dev.karamon.id;

import java.util.regex.Pattern;

/** Ids as they are written in URLs and in metadata elsewhere. */
public final class IdText {
  /** Digits without a sign or a leading zero, few enough for a {@code long}. */
  public static final String DIGITS = "[1-9][0-9]{0,17}";

  private static final Pattern ID = Pattern.compile(DIGITS);

  private IdText() {}

  /** Whether a text is an id; {@link Long#parseLong(String)} takes it then. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
