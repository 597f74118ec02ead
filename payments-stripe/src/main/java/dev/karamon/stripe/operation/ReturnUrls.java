package dev.karamon.stripe.operation;

import dev.karamon.error.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where buyers come back to: https anywhere, http only on this machine. */
final class ReturnUrls {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Stripe fills it in; it is no part of a URI before that. */
  private static final String SESSION_ID = "{CHECKOUT_SESSION_ID}";

  private ReturnUrls() {}

  static void check(String url, String field, Problems problems) {
    if (!isFine(url)) {
      problems.invalid(
          field, field + " has to be an absolute https URL; http is taken for localhost only.");
    }
  }

  private static boolean isFine(String url) {
    try {
      var uri = new URI(url.replace(SESSION_ID, "id"));
      var host = uri.getHost();
      return host != null
          && uri.getRawUserInfo() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
