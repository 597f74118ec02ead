package dev.karamon.member;

import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import dev.karamon.mail.Mail;
import dev.karamon.secret.SecretText;
import java.util.Optional;

/**
 * A mail with a link, as an admin words it.
 *
 * @param page of the front-end; the token is added to its query
 * @param text with {@code {link}} in place of the link
 */
public record LinkMail(String page, String subject, String text) {
  /** What the text has to contain. */
  public static final String LINK = "{link}";

  /** The description of a setting for the subject. */
  public static final String SUBJECT_HINT =
      "Subject of the mail; a plain English one when omitted.";

  /** The description of a setting for the text. */
  public static final String TEXT_HINT =
      "Text of the mail, with {link} in place of the link; a plain English one when omitted.";

  /** Longest text that is taken. */
  public static final int MAX_TEXT = 10_000;

  /** Longest subject that is taken. */
  public static final int MAX_SUBJECT = 200;

  /** Checks what an admin words. */
  public static void check(Optional<String> subject, Optional<String> text, Problems problems) {
    if (subject.filter(line -> line.chars().anyMatch(Character::isISOControl)).isPresent()) {
      problems.invalid("mail_subject", "The subject is one line.");
    }
    if (text.filter(words -> !words.contains(LINK)).isPresent()) {
      problems.invalid("mail_text", "The text has to contain " + LINK + ".");
    }
  }

  Mail to(String address, SecretText token) {
    return new Mail(address, subject, text.replace(LINK, PageUrls.withToken(page, token.reveal())));
  }
}
