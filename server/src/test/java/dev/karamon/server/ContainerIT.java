package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Client;
import dev.karamon.server.testing.Containerfile;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of the container image, run as it runs them: on the packed jars, with nothing else.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(240)
class ContainerIT {
  private static final Path PACKED = Path.of("target/karamon/lib");
  private static final Duration START = Duration.ofMinutes(2);

  private final Site site;
  private final Containerfile container = Containerfile.read();
  private final int port = Node.freePort();

  @TempDir Path log;
  @TempDir Path emptyFolder;

  ContainerIT(Site site) {
    this.site = site;
  }

  @Test
  void it_serves_without_a_path_a_home_or_a_folder_to_write_to() throws Exception {
    assertThat(exitOf(container.healthCheck())).as("nobody serves yet").isEqualTo(1);
    var server = start(container.command());
    try {
      Patience.until(START, () -> expectReady(server));

      assertThat(exitOf(container.healthCheck())).isZero();
      assertThat(server.descendants()).isEmpty();
      new Client(url()).get("/admin/api/v1/session").expectProblem(401, "unauthenticated");
    } finally {
      server.destroy();
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("it stops").isTrue();
    }
    assertThat(emptyFolder).isEmptyDirectory();
  }

  private void expectReady(Process server) {
    assertThat(server.isAlive()).as("the server runs").isTrue();
    try {
      new Client(url()).get("/health/ready").expect(200);
    } catch (UncheckedIOException notYet) {
      throw new AssertionError("The server does not listen yet", notYet);
    }
  }

  private int exitOf(List<String> command) throws IOException, InterruptedException {
    var process = start(command);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Process start(List<String> command) throws IOException {
    var java = System.getProperty("java.home") + "/bin/java";
    var jar = serverJar().toString();
    var here =
        command.stream()
            .map(word -> word.replace("/usr/bin/java", java))
            .map(word -> word.replace("/opt/karamon/lib/server.jar", jar))
            .toList();
    var builder =
        new ProcessBuilder(here)
            .directory(emptyFolder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.resolve("output.log").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "KARAMON_HTTP_HOST",
                "127.0.0.1",
                "KARAMON_HTTP_PORT",
                Integer.toString(port),
                "KARAMON_DATABASE_URL",
                site.database().uri().reveal(),
                "KARAMON_MASTER_KEY",
                "a-master-key-that-only-tests-know-of"));
    return builder.start();
  }

  /** As it is packed, among the others. */
  private static Path serverJar() throws IOException {
    try (var jars = Files.newDirectoryStream(PACKED, "server-*.jar")) {
      return jars.iterator().next().toAbsolutePath();
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }
}
