package dev.karamon.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;

/**
 * How connections to PostgreSQL are encrypted and what its certificate is checked against: the same
 * for every driver, and as libpq understands the options {@code sslmode} and {@code sslrootcert}.
 *
 * @param roots certificates to trust, in PEM; without them those that the JVM trusts
 */
public record Encryption(Mode mode, Optional<Path> roots) {
  private static final String MODE = "sslmode";
  private static final String ROOTS = "sslrootcert";
  private static final String MODES =
      Arrays.stream(Mode.values()).map(Mode::text).collect(Collectors.joining(", "));

  /** Nothing else is repeated: what looks like an option may be a part of a password. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z_-]{1,32}");

  /** How much is done, the least first. */
  public enum Mode {
    /** Nothing. */
    DISABLE,
    /** Encrypts where the server can. */
    PREFER,
    /** Encrypts, whoever the server is. */
    REQUIRE,
    /** Checks who has signed the server's certificate. */
    VERIFY_CA,
    /** Checks also that the certificate is for this host name. */
    VERIFY_FULL;

    /** As it is configured. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean verifies() {
      return this == VERIFY_CA || this == VERIFY_FULL;
    }
  }

  /**
   * Reads the query of a database URL. Refuses with an {@link IllegalArgumentException} whose
   * message completes "NAME …".
   */
  public static Encryption ofQuery(String query) {
    var options = options(query);
    var mode = Optional.ofNullable(options.remove(MODE)).map(Encryption::mode).orElse(Mode.DISABLE);
    var roots = Optional.ofNullable(options.remove(ROOTS));
    if (!options.isEmpty()) {
      var unknown = options.keySet().iterator().next();
      throw new IllegalArgumentException(
          "has an unknown option%s; %s and %s are known"
              .formatted(repeated(" ", unknown), MODE, ROOTS));
    }
    if (roots.isPresent() && !mode.verifies()) {
      throw new IllegalArgumentException(
          "has %s, which needs %s=%s or %s"
              .formatted(ROOTS, MODE, Mode.VERIFY_CA.text(), Mode.VERIFY_FULL.text()));
    }
    return new Encryption(mode, roots.map(Encryption::roots));
  }

  /** The options that say so. */
  public Map<String, String> options() {
    var options = new LinkedHashMap<String, String>();
    if (mode != Mode.DISABLE) {
      options.put(MODE, mode.text());
    }
    roots.ifPresent(file -> options.put(ROOTS, file.toString()));
    return options;
  }

  /** For the driver that does not block. */
  PgConnectOptions of(PgConnectOptions options) {
    options.setSslMode(SslMode.of(mode.text()));
    return mode == Mode.DISABLE ? options : options.setSslOptions(tls());
  }

  /** For JDBC. */
  String jdbcQuery() {
    var query = MODE + "=" + mode.text();
    if (!mode.verifies()) {
      return query;
    }
    return query
        + roots
            .map(file -> "&" + ROOTS + "=" + URLEncoder.encode(file.toString(), UTF_8))
            .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
  }

  @Override
  public String toString() {
    return MODE + "=" + mode.text() + roots.map(file -> ", " + ROOTS + "=" + file).orElse("");
  }

  private ClientSSLOptions tls() {
    var tls =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm(mode == Mode.VERIFY_FULL ? "HTTPS" : "");
    return mode.verifies() ? tls.setTrustOptions(trust()) : tls.setTrustAll(true);
  }

  private TrustOptions trust() {
    return roots
        .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file.toString()))
        .orElseGet(Encryption::trustOfThisJvm);
  }

  private static TrustOptions trustOfThisJvm() {
    try {
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init((KeyStore) null);
      return TrustOptions.wrap(managers.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificates that Java trusts cannot be read", e);
    }
  }

  private static Map<String, String> options(String query) {
    var options = new LinkedHashMap<String, String>();
    if (query.isEmpty()) {
      return options;
    }
    for (var pair : query.split("&", -1)) {
      var split = pair.indexOf('=');
      if (split < 1) {
        throw new IllegalArgumentException("must have its query in the form ?name=value&…");
      }
      var name = decode(pair.substring(0, split));
      if (options.put(name, decode(pair.substring(split + 1))) != null) {
        throw new IllegalArgumentException("has an option twice" + repeated(": ", name));
      }
    }
    return options;
  }

  // "+" is a plus sign in a URL; only forms read it as a blank.
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static Mode mode(String text) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.text().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must have one of these for %s: %s%s"
                    .formatted(MODE, MODES, repeated("; not ", text))));
  }

  private static Path roots(String text) {
    try {
      var file = Path.of(text).toAbsolutePath().normalize();
      try (var content = Files.newInputStream(file)) {
        requireCertificates(file, content);
      }
      return file;
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "has an %s that cannot be read: %s".formatted(ROOTS, e), e);
    }
  }

  private static void requireCertificates(Path file, InputStream content) {
    try {
      if (!CertificateFactory.getInstance("X.509").generateCertificates(content).isEmpty()) {
        return;
      }
    } catch (CertificateException e) {
      // Answered below, together with a file that is empty.
    }
    throw new IllegalArgumentException(
        "has an %s without certificates in PEM: %s".formatted(ROOTS, file));
  }

  private static String repeated(String before, String text) {
    return WORD.matcher(text).matches() ? before + text : "";
  }
}
