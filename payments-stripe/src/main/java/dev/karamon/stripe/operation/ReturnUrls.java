package dev.karamon.stripe.operation;

import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;

/** Where buyers return to: pages in which Stripe may fill in the session. */
final class ReturnUrls {
  /** Stripe fills it in; it is no part of a URI before that. */
  private static final String SESSION_ID = "{CHECKOUT_SESSION_ID}";

  private ReturnUrls() {}

  static void check(String url, String field, Problems problems) {
    PageUrls.check(url.replace(SESSION_ID, "id"), field, problems);
  }
}
