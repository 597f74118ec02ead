package dev.karamon.member;

import dev.karamon.error.CommonError;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.http.Patterns;
import java.util.List;
import java.util.regex.Pattern;

/** An e-mail address, trimmed; compared without regard to case. */
public record EmailAddress(String value) {
  /** Longest address that mail can be sent to (RFC 5321). */
  public static final int MAX_LENGTH = 254;

  private static final Pattern PLAUSIBLE = Pattern.compile(Patterns.EMAIL);

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
}
