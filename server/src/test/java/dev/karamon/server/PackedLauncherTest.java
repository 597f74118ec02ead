package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the packed distribution. */
@Timeout(60)
class PackedLauncherTest {
  @TempDir private Path root;

  @BeforeEach
  void lay() throws IOException {
    for (var folder : List.of("bin", "lib", "java/bin")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.copy(
        Path.of("src/distribution/bin/karamon"),
        root.resolve("bin/karamon"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createFile(root.resolve("lib/server-1.jar"));
    Files.writeString(root.resolve("java/release"), "JAVA_VERSION=\"25.0.1\"\n");
    var java =
        Files.writeString(root.resolve("java/bin/java"), "#!/bin/sh\necho \"locale $LC_CTYPE\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void without_a_locale_letters_beyond_ascii_are_read_all_the_same() throws Exception {
    assertThat(runs(Map.of())).isEqualTo("locale C.UTF-8\n");
  }

  @Test
  void a_locale_that_is_set_stays() throws Exception {
    assertThat(runs(Map.of("LANG", "C"))).isEqualTo("locale \n");
    assertThat(runs(Map.of("LC_CTYPE", "POSIX"))).isEqualTo("locale POSIX\n");
  }

  private String runs(Map<String, String> locale) throws Exception {
    var builder = new ProcessBuilder(root.resolve("bin/karamon").toString(), "serve");
    builder.environment().keySet().removeIf(name -> name.matches("LC_.*|LANG|LANGUAGE"));
    builder.environment().put("JAVA_HOME", root.resolve("java").toString());
    builder.environment().putAll(locale);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }
}
