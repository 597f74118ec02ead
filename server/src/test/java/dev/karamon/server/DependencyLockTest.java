package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every library that is packed or tested with is the one that was looked at: its name, version and
 * content are in {@code dependencies.lock}. {@code -Dkaramon.lock=write} writes that anew, for the
 * difference to be read.
 */
class DependencyLockTest {
  private static final Path LOCK = Path.of("dependencies.lock");

  @Test
  void every_library_is_the_locked_one() throws Exception {
    var present = present();
    if ("write".equals(System.getProperty("karamon.lock"))) {
      Files.write(
          LOCK,
          present.entrySet().stream().map(jar -> jar.getValue() + "  " + jar.getKey()).toList());
    }
    assertThat(present).isEqualTo(locked());
  }

  private static Map<String, String> locked() throws IOException {
    try (var lines = Files.lines(LOCK)) {
      return lines
          .map(line -> line.split("  ", 2))
          .collect(
              Collectors.toMap(parts -> parts[1], parts -> parts[0], (a, b) -> a, TreeMap::new));
    }
  }

  private static Map<String, String> present() throws IOException, NoSuchAlgorithmException {
    var jars = new TreeMap<String, String>();
    var ours = Path.of("..").toRealPath();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var file = Path.of(entry);
      // Those of a Mac are on the class path of a Mac only.
      if (entry.endsWith(".jar")
          && !file.toRealPath().startsWith(ours)
          && !entry.contains("postgres-binaries-darwin")) {
        jars.put(file.getFileName().toString(), sha256(file));
      }
    }
    return jars;
  }

  private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    try (var in = Files.newInputStream(file)) {
      var buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
