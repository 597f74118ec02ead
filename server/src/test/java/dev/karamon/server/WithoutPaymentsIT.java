package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Node;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutPaymentsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path data;

  @Test
  void aServerWithoutThePaymentsJarIsAPlainCms() throws Exception {
    var port = Node.freePort();
    var server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutPayments(),
                "dev.karamon.server.Main",
                "serve",
                "--http-port",
                Integer.toString(port),
                "--data-dir",
                data.resolve("karamon").toString())
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile())
            .start();
    try {
      assertThat(statusOf(port, "/health/ready")).isEqualTo(200);
      assertThat(statusOf(port, "/webhooks/stripe")).isEqualTo(404);
      assertThat(statusOf(port, "/admin/api/v1/integrations/stripe")).isEqualTo(404);
      assertThat(statusOf(port, "/admin/api/v1/groups")).isEqualTo(401);
    } finally {
      server.destroy();
      server.onExit().get();
    }
  }

  @Test
  void thereIsNothingToReconcile() throws Exception {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutPayments(),
                "dev.karamon.server.Main",
                "reconcile")
            .redirectErrorStream(true);
    builder.environment().put("KARAMON_DATABASE_URL", "postgresql://nobody:pw@127.0.0.1:1/none");
    builder.environment().put("KARAMON_MASTER_KEY", "a-master-key-that-only-tests-know-of");

    var program = builder.start();

    assertThat(new String(program.getInputStream().readAllBytes(), UTF_8))
        .contains("karamon reconcile: This server has no payments to compare with Stripe");
    assertThat(program.waitFor()).isEqualTo(1);
  }

  private static String classPathWithoutPayments() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("payments-stripe") && !entry.contains("stripe-java"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int statusOf(int port, String path) throws Exception {
    var end = Instant.now().plus(PATIENCE);
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      while (true) {
        try {
          return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (java.net.ConnectException e) {
          if (Instant.now().isAfter(end)) {
            throw e;
          }
          Thread.sleep(200);
        }
      }
    }
  }
}
