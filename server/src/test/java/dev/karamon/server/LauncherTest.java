package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher builds with what the build tools run on, and says what it wants otherwise. */
@Timeout(60)
class LauncherTest {
  @TempDir private Path root;

  private record Ended(int status, String said) {}

  @BeforeEach
  void lay() throws IOException {
    Files.copy(Path.of("../karamon"), root.resolve("karamon"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(root.resolve("admin-ui"));
    Files.writeString(root.resolve("admin-ui/package.json"), "{}");
    Files.createDirectories(root.resolve("tools"));
    tool("mvn", "Apache Maven 3.9.9");
    tool("npm", "10.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20.19.0", "20.20.2", "22.12.0", "22.20.1", "23.0.0", "24.11.0"})
  void a_node_that_the_panel_is_built_with_is_taken(String version) throws Exception {
    assertThat(build(version)).returns(0, Ended::status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"18.20.4", "20.9.0", "20.18.3", "21.7.3", "22.0.0", "22.11.0"})
  void another_node_is_refused_by_its_version(String version) throws Exception {
    var ended = build(version);

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.said()).contains("Node.js 22.12 or newer (or 20.19 of 20)", version);
  }

  private Ended build(String node) throws Exception {
    tool("node", "v" + node);
    var builder =
        new ProcessBuilder(root.resolve("karamon").toString(), "build").redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .merge("PATH", root.resolve("tools").toString(), (path, tools) -> tools + ":" + path);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /** A program that says one thing, whatever it is asked. */
  private void tool(String name, String says) throws IOException {
    var file = root.resolve("tools").resolve(name);
    Files.writeString(file, "#!/bin/sh\necho '" + says + "'\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
