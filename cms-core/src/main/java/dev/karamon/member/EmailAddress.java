package dev.karamon.member;

import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Patterns;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address, trimmed; the same as another one that differs only in the case of A to Z. */
public record EmailAddress(String value) {
  /** Longest address that mail can be sent to (RFC 5321). */
  public static final int MAX_LENGTH = 254;

  private static final Pattern PLAUSIBLE = Pattern.compile(Patterns.EMAIL);
  private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");

  /** Reads an address; one that mail cannot be sent to is refused with the field named. */
  public static EmailAddress read(String field, String text) {
    var trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH || !PLAUSIBLE.matcher(trimmed).matches()) {
      throw KaramonException.of(
          CommonError.INVALID_REQUEST,
          List.of(FieldProblem.invalid(field, field + " is not an e-mail address.")));
    }
    return new EmailAddress(trimmed);
  }

  /**
   * What all spellings of an address have in common. PostgreSQL has the same by {@code lower(email
   * COLLATE "C")}: rules for more letters differ between Java, PostgreSQL and languages, and have
   * different letters in common, such as i and İ.
   */
  public static String key(String text) {
    return CAPITALS.matcher(text).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
  }

  /** Whether two texts are spellings of the same address. */
  public static boolean same(String one, String other) {
    return key(one).equals(key(other));
  }
}
