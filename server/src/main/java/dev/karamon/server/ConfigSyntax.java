package dev.karamon.server;

import dev.karamon.http.TrustedProxies;
import dev.karamon.mail.Mailbox;
import dev.karamon.member.EmailAddress;
import dev.karamon.secret.MasterKey;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The forms of single values. Each refuses with an {@link IllegalArgumentException} whose message
 * completes "NAME …".
 */
final class ConfigSyntax {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9a-fA-F:.]+]?");
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private ConfigSyntax() {}

  /** Java reads what the locale cannot express as U+FFFD: all such keys would be alike. */
  static String legible(String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException(
          "has characters that the locale of this system cannot express: start it with LC_ALL=C.UTF-8, or use ASCII characters only");
    }
    return text;
  }

  static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw refused("must be an IP address or a host name, without port", text);
    }
    return text;
  }

  static int port(String text) {
    return number(text, 0, 65_535);
  }

  static int number(String text, int min, int max) {
    try {
      var number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, together with what is out of range.
    }
    throw refused("must be a whole number from " + min + " to " + max, text);
  }

  static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("must be true or false", text);
    };
  }

  static ServerConfig.LogFormat logFormat(String text) {
    return switch (text) {
      case "text" -> ServerConfig.LogFormat.TEXT;
      case "json" -> ServerConfig.LogFormat.JSON;
      default -> throw refused("must be text or json", text);
    };
  }

  static Path folder(String text) {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw refused("must be the path of a folder", text);
    }
  }

  /** An address of a whole site: only scheme, host and port. */
  static URI siteUrl(String text) {
    var url = httpUrl(text);
    if (!url.getRawPath().isEmpty()) {
      throw refused("must have no path", text);
    }
    return url;
  }

  /**
   * As browsers spell it, for origins are compared as texts; without a slash at its end, so that
   * paths can be appended.
   */
  static URI httpUrl(String text) {
    var url = absolute(text);
    var scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new IllegalArgumentException("must be a URL such as https://www.example.com");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException("must not contain a user or password");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw refused("must have no query and no fragment", text);
    }
    return URI.create(
        scheme
            + "://"
            + url.getHost().toLowerCase(Locale.ROOT)
            + port(url.getPort(), scheme, text)
            + url.getRawPath());
  }

  private static String port(int port, String scheme, String text) {
    if (port == 0 || port > 65_535) {
      throw refused("must have a port between 1 and 65535", text);
    }
    return port < 0 || port == (scheme.equals("http") ? 80 : 443) ? "" : ":" + port;
  }

  private static URI absolute(String text) {
    try {
      var url = new URI(text.replaceAll("/+$", ""));
      if (url.isAbsolute()) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Answered below. The text is not repeated: it may hold a password.
    }
    throw new IllegalArgumentException("must be a URL such as https://www.example.com");
  }

  static TrustedProxies.Header forwardedHeader(String text) {
    return switch (text) {
      case "x-forwarded-for" -> TrustedProxies.Header.X_FORWARDED_FOR;
      case "forwarded" -> TrustedProxies.Header.FORWARDED;
      default -> throw refused("must be x-forwarded-for or forwarded", text);
    };
  }

  /** Addresses and networks, separated by commas. */
  static TrustedProxies proxies(String text, TrustedProxies.Header header) {
    try {
      return TrustedProxies.of(List.of(text.split("\\s*,\\s*", -1)), header);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be addresses and networks such as 10.0.0.0/8,2001:db8::7; " + e.getMessage(), e);
    }
  }

  static SecretText masterKey(String text) {
    return secret(text, MasterKey.MIN_LENGTH);
  }

  static SecretText password(String text) {
    return secret(text, Passwords.MIN_LENGTH);
  }

  private static SecretText secret(String text, int minLength) {
    if (text.length() < minLength) {
      throw new IllegalArgumentException("must have at least " + minLength + " characters");
    }
    return new SecretText(text);
  }

  static String email(String text) {
    if (text.length() > EmailAddress.MAX_LENGTH || !EMAIL.matcher(text).matches()) {
      throw refused("must be an e-mail address", text);
    }
    return text;
  }

  /** An address, or a name with the address in angle brackets. */
  static String mailbox(String text) {
    var rule = "must be an e-mail address such as Shop <no-reply@shop.example>";
    if (text.length() > EmailAddress.MAX_LENGTH) {
      throw refused(rule, text);
    }
    try {
      Mailbox.read(text);
      return text;
    } catch (IllegalArgumentException e) {
      throw refused(rule, text);
    }
  }

  private static IllegalArgumentException refused(String rule, String text) {
    return new IllegalArgumentException(rule + ", not \"" + text + "\"");
  }
}
