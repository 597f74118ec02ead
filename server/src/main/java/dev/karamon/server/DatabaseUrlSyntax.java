package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karamon.database.Encryption;
import dev.karamon.secret.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code postgresql://user:password@host:port/db?sslmode=…}. */
final class DatabaseUrlSyntax {
  // By hand and not from URI's parts: URI sees no host where a name has an underscore.
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?<user>[^:@]+):(?<password>[^:@]+)@(?<host>\\[[0-9a-fA-F:.]+]|[\\w.-]+)(:(?<port>\\d{1,5}))?");

  private DatabaseUrlSyntax() {}

  /**
   * Refuses with an {@link IllegalArgumentException} whose message completes "NAME …" and never
   * repeats the text, which holds a password.
   */
  static DatabaseUrl parse(String text) {
    var uri = uri(text);
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw new IllegalArgumentException("must start with postgresql://");
    }
    var authority = uri.getRawAuthority();
    var parts = AUTHORITY.matcher(authority == null ? "" : authority);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "needs user:password@host:port, with one host and special characters percent-encoded");
    }
    return new DatabaseUrl(
        parts.group("host").replaceAll("[\\[\\]]", ""),
        port(parts),
        database(uri),
        decode(parts.group("user")),
        new SecretText(decode(parts.group("password"))),
        options(uri));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is not a URL (percent-encode special characters of user and password)");
    }
  }

  private static int port(Matcher parts) {
    var port = parts.group("port");
    if (port == null) {
      return DatabaseUrl.DEFAULT_PORT;
    }
    var number = Integer.parseInt(port);
    if (number < 1 || number > 65535) {
      throw new IllegalArgumentException("must have a port between 1 and 65535");
    }
    return number;
  }

  private static String database(URI uri) {
    var path = uri.getRawPath();
    var name = path == null || path.isEmpty() ? "" : decode(path.substring(1));
    if (name.isBlank() || path.indexOf('/', 1) >= 0) {
      throw new IllegalArgumentException("must name one database, as in postgresql://…/karamon");
    }
    return name;
  }

  private static Map<String, String> options(URI uri) {
    var query = uri.getRawQuery();
    return Encryption.ofQuery(query == null ? "" : query).options();
  }

  // "+" is a plus sign in a URL's authority and path; only forms read it as a blank.
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
