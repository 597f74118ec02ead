package dev.karamon.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What npm brings for the tests, installed once. */
final class NpmClients {
  static final Path INSTALLED = Path.of("target/clients");

  private static final Path SOURCE = Path.of("src/test/clients");

  private NpmClients() {}

  static synchronized Outcome install() throws IOException {
    Files.createDirectories(INSTALLED.resolve("home"));
    for (String file : List.of("package.json", "story.mjs")) {
      Files.copy(
          SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    boolean there =
        Files.exists(INSTALLED.resolve("node_modules/.bin/stripe"))
            && Files.exists(INSTALLED.resolve("node_modules/axe-core"));
    return there
        ? new Outcome(0, "")
        : run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund");
  }

  static Outcome run(String... command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true);
      builder
          .environment()
          .put("XDG_CONFIG_HOME", INSTALLED.resolve("home").toAbsolutePath().toString());
      Path output = Files.createTempFile("client", ".log");
      Process process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(240, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "took too long: " + Files.readString(output));
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      return new Outcome(-1, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
