package dev.karamon.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Any text as it stands in a header of a mail: in ASCII and on one logical line (RFC 2047). No
 * character is divided between two encoded words: readers would show neither half of it.
 */
final class HeaderText {
  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E]*");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

  /** 60 characters of Base64: with what is around them less than the 75 that are allowed. */
  private static final int MOST_BYTES = 45;

  private HeaderText() {}

  /** Whether it can stand there as it is. */
  static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches() && !text.contains("=?");
  }

  static String of(String text) {
    var line = CONTROLS.matcher(text).replaceAll(" ");
    return isPlain(line) ? line : String.join("\r\n ", words(line));
  }

  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    var part = new StringBuilder();
    var bytes = 0;
    for (var character : line.codePoints().mapToObj(Character::toString).toList()) {
      var more = character.getBytes(UTF_8).length;
      if (bytes + more > MOST_BYTES) {
        words.add(word(part));
        part.setLength(0);
        bytes = 0;
      }
      part.append(character);
      bytes += more;
    }
    words.add(word(part));
    return words;
  }

  private static String word(CharSequence part) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(part.toString().getBytes(UTF_8))
        + "?=";
  }
}
