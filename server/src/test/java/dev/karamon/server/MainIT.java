package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MainIT {
  private static final int SIGTERM_STATUS = 143;
  private static final Duration ANSWER_DELAY = Duration.ofSeconds(1);

  @TempDir Path dataDir;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end_what_a_failed_test_left() {
    processes.forEach(Process::destroyForcibly);
  }

  @BeforeEach
  void use_what_is_unpacked() throws IOException {
    UnpackedPostgres.linkInto(dataDir);
  }

  /** The program around a server that answers each request after a second. */
  static final class Slow implements Product {
    public static void main(String[] arguments) {
      Main.launch(new Slow(), arguments);
    }

    @Override
    public Future<Node> start(Vertx vertx, Start start) {
      return vertx
          .createHttpServer()
          .requestHandler(request ->
              vertx.setTimer(ANSWER_DELAY.toMillis(), timer -> request.response().end("answered")))
          .listen(start.config().httpPort(), start.config().httpHost())
          .map(SlowNode::new);
    }

    @Override
    public List<String> migrate(DatabaseUrl database) {
      return List.of("1 " + database.database());
    }

    @Override
    public Future<List<String>> rotateKey(
        Vertx vertx, DatabaseUrl database, SecretText old, SecretText next) {
      return Future.succeededFuture(List.of(old.reveal() + " > " + next.reveal()));
    }

    @Override
    public Future<SecretText> resetAdmin(Vertx vertx, DatabaseUrl database, String email) {
      return Future.succeededFuture(new SecretText("reset_" + email));
    }

    @Override
    public Future<Reconciled> reconcile(Vertx vertx, Start start, boolean dryRun) {
      return Future.succeededFuture(new Reconciled(List.of("compared"), !dryRun));
    }

    @Override
    public Future<Boolean> demo(Vertx vertx, Start start) {
      return Future.succeededFuture(start.config().dataDir().toString().contains("never"));
    }
  }

  private record SlowNode(HttpServer server) implements Product.Node {
    @Override
    public List<String> greeting() {
      return List.of("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public Future<Void> close() {
      return server.shutdown(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void told_to_end_it_answers_what_is_under_way_and_leaves_nothing_behind() throws Exception {
    var program = launch("serve", "--http-port=0");
    var url = URI.create(firstLine(program));
    var postgres = postgres();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
      TimeUnit.MILLISECONDS.sleep(ANSWER_DELAY.toMillis() / 2);

      program.destroy();

      assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("answered");
    }
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(SIGTERM_STATUS);
    assertThat(postgres.isAlive()).isFalse();
    assertThat(PostgresFolder.of(dataDir).pidFile()).doesNotExist();
  }

  @Test
  void a_second_server_on_the_folder_says_so_and_ends_with_1() throws Exception {
    var first = launch("serve", "--http-port=0");
    firstLine(first);

    var second = launch("serve", "--http-port=0");

    assertThat(firstLine(second))
        .startsWith("karamon serve: The data folder ")
        .contains("is in use by another server (process " + first.pid() + ")");
    assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    first.destroy();
    assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void reconcile_beside_a_server_on_the_folder_names_the_request_that_does_it() throws Exception {
    var server = launch("serve", "--http-port=0");
    firstLine(server);

    var reconcile = launch("reconcile");

    assertThat(firstLine(reconcile))
        .startsWith("karamon reconcile: The data folder ")
        .endsWith(
            "is in use by another server (process "
                + server.pid()
                + "), which does it while it runs: POST /admin/api/v1/stripe/reconcile");
    assertThat(reconcile.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(reconcile.exitValue()).isEqualTo(1);
    server.destroy();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_dry_run_that_finds_something_ends_with_3_and_stops_its_database() throws Exception {
    var program = launch("reconcile", "--dry-run");

    assertThat(firstLine(program)).isEqualTo("compared");
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(program.exitValue()).isEqualTo(3);
    assertThat(PostgresFolder.of(dataDir).pidFile()).doesNotExist();
  }

  @Test
  void a_port_in_use_is_named_without_a_stack_trace() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var program = launch("serve", "--http-port=" + other.getLocalPort());

      assertThat(firstLine(program))
          .isEqualTo(
              "karamon serve: Port "
                  + other.getLocalPort()
                  + " is in use by another program: set KARAMON_HTTP_PORT to a free one");
      assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isEqualTo(1);
    }
    assertThat(PostgresFolder.of(dataDir).pidFile()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "nowhere.invalid"})
  void an_address_of_another_machine_is_named_without_a_stack_trace(String host) throws Exception {
    var program = launch("serve", "--http-host=" + host);

    assertThat(firstLine(program))
        .startsWith(
            "karamon serve: " + host + " is no address of this machine: set KARAMON_HTTP_HOST");
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(1);
  }

  @Test
  void a_server_whose_database_ends_ends_with_it() throws Exception {
    var program = launch("serve", "--http-port=0");
    var output = program.inputReader(UTF_8);
    assertThat(output.lines().anyMatch(line -> line.startsWith("http://"))).isTrue();

    postgres().destroyForcibly();

    assertThat(output.lines())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("karamon serve: The embedded PostgreSQL ended by itself, with status ")
                .endsWith("; this server ends with it. Start it again"));
    assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(1);
    var next = launch("serve", "--http-port=0");
    assertThat(firstLine(next)).startsWith("http://127.0.0.1:");
    next.destroy();
    assertThat(next.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void migrate_ends_by_itself_and_stops_its_database() throws Exception {
    var program = launch("migrate", "--log-format=json");

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(program.exitValue()).isZero();
    assertThat(new String(program.getInputStream().readAllBytes(), UTF_8))
        .startsWith("{\"timestamp\":")
        .contains("applied 1 karamon")
        .contains("The database is up to date.");
    assertThat(PostgresFolder.of(dataDir).pidFile()).doesNotExist();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dataDir.resolve("master.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_failed_demo_ends_with_1() throws Exception {
    var program = launch("demo");

    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(program.exitValue()).isEqualTo(1);
  }

  private Process launch(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Slow.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
    builder.environment().putAll(Map.of("KARAMON_DATA_DIR", dataDir.toString()));
    var process = builder.start();
    processes.add(process);
    return process;
  }

  /** The first line that is no log line. */
  private static String firstLine(Process process) throws IOException {
    var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    var line = output.readLine();
    while (line != null && line.matches("\\d{4}-.*")) {
      line = output.readLine();
    }
    assertThat(line).as("a line of the program").isNotNull();
    return line;
  }

  private ProcessHandle postgres() throws IOException {
    var pid = Files.readAllLines(PostgresFolder.of(dataDir).pidFile()).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
