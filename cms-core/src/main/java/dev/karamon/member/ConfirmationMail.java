package dev.karamon.member;

import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import java.util.Optional;

/** The mail by which an address is confirmed, out of an endpoint's settings. */
final class ConfirmationMail {
  private static final String SUBJECT = "Confirm your e-mail address";
  private static final String TEXT =
      """
      Hello,

      please confirm that this is your e-mail address:

      {link}

      If you did not ask for this, do nothing.
      """;

  private ConfirmationMail() {}

  static void check(
      Optional<String> page, Optional<String> subject, Optional<String> text, Problems problems) {
    page.ifPresent(url -> PageUrls.check(url, "confirm_url", problems));
    LinkMail.check(subject, text, problems);
  }

  static Optional<LinkMail> of(
      Optional<String> page, Optional<String> subject, Optional<String> text) {
    return page.map(url -> new LinkMail(url, subject.orElse(SUBJECT), text.orElse(TEXT)));
  }
}
