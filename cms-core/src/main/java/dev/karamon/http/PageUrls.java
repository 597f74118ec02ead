package dev.karamon.http;

import dev.karamon.error.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Pages of front-ends that we send people to: https anywhere, http only on this machine. */
public final class PageUrls {
  /** The longest that is taken. */
  public static final int MAX_LENGTH = 2_000;

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private PageUrls() {}

  /** Checks what an admin enters. */
  public static void check(String url, String field, Problems problems) {
    if (!isFine(url)) {
      problems.invalid(
          field, field + " has to be an absolute https URL; http is accepted for localhost only.");
    }
  }

  /** True for an absolute URL of one of these kinds, without a user in it. */
  public static boolean isFine(String url) {
    try {
      var uri = new URI(url);
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * The page with a token, which needs no encoding, at the end of its query: before a fragment,
   * which no server and not every page would read.
   */
  public static String withToken(String page, String token) {
    var url = URI.create(page).toASCIIString();
    var end = url.contains("#") ? url.indexOf('#') : url.length();
    var start = url.substring(0, end);
    return start + joint(start) + "token=" + token + url.substring(end);
  }

  private static String joint(String url) {
    if (!url.contains("?")) {
      return "?";
    }
    return url.endsWith("?") || url.endsWith("&") ? "" : "&";
  }
}
