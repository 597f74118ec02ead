package dev.karamon.server.lives;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Who plays a life in one telling: its ids get the number of the telling, its member is real. */
record Cast(int number, long member) {
  /** Where a template names the member. */
  static final String MEMBER = "\uE001";

  private static final String OWN = "\uE000";
  private static final Pattern NUMBERED = Pattern.compile(".+_x([0-9]{6})");
  private static final int SUFFIX = "_x000000".length();

  /** The text of this telling. */
  String fill(String template) {
    return template.replace(OWN, suffix()).replace(MEMBER, Long.toString(member));
  }

  private String suffix() {
    return "_x%06d".formatted(number);
  }

  /** An id as templates have it. */
  static String mark(String id) {
    return id + OWN;
  }

  /** The id of a template without its mark. */
  static String unmark(String template) {
    return template.substring(0, template.length() - OWN.length());
  }

  /** The telling that an id belongs to. */
  static OptionalInt numberOf(String id) {
    var numbered = NUMBERED.matcher(id);
    return numbered.matches()
        ? OptionalInt.of(Integer.parseInt(numbered.group(1)))
        : OptionalInt.empty();
  }

  /** The template of an id of any telling. */
  static String templateOf(String id) {
    return mark(id.substring(0, id.length() - SUFFIX));
  }
}
