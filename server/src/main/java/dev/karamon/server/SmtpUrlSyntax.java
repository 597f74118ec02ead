package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karamon.mail.SmtpConfig;
import dev.karamon.mail.SmtpConfig.Encryption;
import dev.karamon.secret.SecretText;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code smtp://user:password@host:port} and {@code smtps://…}. */
final class SmtpUrlSyntax {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>smtps?)://((?<user>[^:@/]+):(?<password>[^:@/]+)@)?"
              + "(?<host>\\[[0-9a-fA-F:.]+]|[\\w.-]+)(:(?<port>\\d{1,5}))?/?"
              + "(\\?starttls=(?<starttls>offered))?");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private SmtpUrlSyntax() {}

  /** A mail server, before the sender is known. */
  record Server(
      String host, int port, Encryption encryption, Optional<SmtpConfig.Account> account) {
    SmtpConfig from(String from) {
      return new SmtpConfig(host, port, encryption, account, from);
    }
  }

  /**
   * Refuses with an {@link IllegalArgumentException} whose message completes "NAME …" and never
   * repeats the text, which may hold a password.
   */
  static Server parse(String text) {
    var parts = URL.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be smtp://host:587 or smtps://host:465, with user:password@ if the"
              + " server requires it, special characters percent-encoded");
    }
    var host = parts.group("host").replaceAll("[\\[\\]]", "");
    var tls = parts.group("scheme").equals("smtps");
    return new Server(
        host, port(parts, tls ? 465 : 587), encryption(parts, host, tls), account(parts));
  }

  private static int port(Matcher parts, int usual) {
    var port = parts.group("port") == null ? usual : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("must have a port between 1 and 65535");
    }
    return port;
  }

  private static Encryption encryption(Matcher parts, String host, boolean tls) {
    if (tls) {
      return Encryption.TLS;
    }
    var offered = parts.group("starttls") != null || LOOPBACK.contains(host);
    return offered ? Encryption.OFFERED : Encryption.STARTTLS;
  }

  private static Optional<SmtpConfig.Account> account(Matcher parts) {
    return Optional.ofNullable(parts.group("user"))
        .map(user ->
            new SmtpConfig.Account(decode(user), new SecretText(decode(parts.group("password")))));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has a percent sign that is not part of an encoded character", e);
    }
  }
}
