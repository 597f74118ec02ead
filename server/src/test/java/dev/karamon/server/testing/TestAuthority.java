package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Somebody who signs certificates, with the program that comes with every JDK. */
public final class TestAuthority {
  /** Of all stores. */
  public static final String PASSWORD = "changeit";

  private static final String SELF = "authority";
  private static final String SERVER = "server";

  private final Path folder;
  private final Path keys;

  private TestAuthority(Path folder) {
    this.folder = folder;
    this.keys = folder.resolve("keys.p12");
  }

  /** A new one, whose files are in the folder. */
  public static TestAuthority in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var made = new TestAuthority(folder);
    made.keytool(SELF, "-dname", "CN=Authority of " + folder.getFileName(), "-ext", "bc:c");
    return made;
  }

  /** Its own certificate, in PEM. */
  public Path certificate() throws IOException {
    return write("authority.pem", "CERTIFICATE", encoded(SELF));
  }

  /** A store of the kind that Java trusts by, with nothing but this authority. */
  public Path trustStore() throws IOException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(SELF, keys().getCertificate(SELF));
      var file = folder.resolve("trust.p12");
      try (var out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs a certificate for a host name and writes it and its key into a folder of PostgreSQL. */
  public List<Path> certify(String host, Path target) throws IOException {
    keytool(SERVER, "-signer", SELF, "-dname", "CN=Server", "-ext", "san=dns:" + host);
    try {
      var key = keys().getKey(SERVER, PASSWORD.toCharArray()).getEncoded();
      return List.of(
          write(target.resolve("server.crt"), "CERTIFICATE", encoded(SERVER)),
          write(target.resolve("server.key"), "PRIVATE KEY", key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] encoded(String alias) throws IOException {
    try {
      return keys().getCertificate(alias).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keys() throws IOException {
    try (var in = Files.newInputStream(keys)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path write(String name, String type, byte[] content) throws IOException {
    return write(folder.resolve(name), type, content);
  }

  private static Path write(Path file, String type, byte[] content) throws IOException {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type), US_ASCII);
  }

  private void keytool(String alias, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
