package dev.karamon.mail;

import java.util.regex.Pattern;

/**
 * Who mail is from: an address, with a name or without.
 *
 * @param name any text; empty when there is none
 */
public record Mailbox(String name, String address) {
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w.-]+");
  private static final Pattern NAMED =
      Pattern.compile("(?<name>[^\\p{Cntrl}]*)<(?<address>[^<>]*)>");
  private static final Pattern QUOTED = Pattern.compile("\"(?<text>([^\"\\\\]|\\\\.)*)\"");

  /** What stands in a header without quotes. */
  private static final Pattern PHRASE = Pattern.compile("[\\w!#$%&'*+/=?^`{|}~ -]+");

  /**
   * Reads {@code shop@shop.example}, {@code Shop <shop@shop.example>} and {@code "The Shop, Inc."
   * <shop@shop.example>}, where the quotes may be missing; refuses everything else with an {@link
   * IllegalArgumentException}.
   */
  public static Mailbox read(String text) {
    var named = NAMED.matcher(text.strip());
    var read =
        named.matches()
            ? new Mailbox(unquoted(named.group("name").strip()), named.group("address").strip())
            : new Mailbox("", text.strip());
    if (!ADDRESS.matcher(read.address()).matches()) {
      throw new IllegalArgumentException("This is no e-mail address");
    }
    return read;
  }

  /** As it stands in a header. */
  String header() {
    return name.isEmpty() ? address : phrase() + " <" + address + ">";
  }

  private String phrase() {
    if (!HeaderText.isPlain(name)) {
      return HeaderText.of(name);
    }
    return PHRASE.matcher(name).matches()
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String unquoted(String name) {
    var quoted = QUOTED.matcher(name);
    return quoted.matches() ? quoted.group("text").replaceAll("\\\\(.)", "$1") : name;
  }
}
