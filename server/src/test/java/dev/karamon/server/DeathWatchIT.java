package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeathWatchIT {
  private static final OsAccount OURSELVES = new OsAccount(List.of(), Optional.empty());

  /** Unlike PostgreSQL, it ignores SIGINT if whoever started the tests does (as with nohup). */
  private static final List<String> CHILD = List.of("env", "--default-signal=INT", "sleep", "60");

  @TempDir Path dataDir;

  @BeforeEach
  void use_what_is_unpacked() throws IOException {
    UnpackedPostgres.linkInto(dataDir);
  }

  /** A server that starts its database, says so, and waits to be killed. */
  static final class Victim {
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
      EmbeddedPostgres.start(Path.of(arguments[0]));
      System.out.println("ready");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void postgres_does_not_outlive_a_killed_server() throws Exception {
    var victim = startVictim();
    var postgres = postgresOf(dataDir);
    assertThat(postgres.isAlive()).isTrue();

    victim.destroyForcibly();

    postgres.onExit().get(20, TimeUnit.SECONDS);
    EmbeddedPostgres.start(dataDir).close();
  }

  @Test
  void the_next_start_stops_a_postgres_that_was_left_behind() throws Exception {
    EmbeddedPostgres.start(dataDir).close();
    var folder = PostgresFolder.of(dataDir);
    var binaries = folder.binaries(Versions.ofThisBuild().postgresql());
    var account = OsAccount.forFilesIn(folder.cluster());
    var command = PostgresSettings.command(binaries, folder, readPort(folder));
    var orphan = new PostgresProcess(binaries, folder, account, account.wrap(command));
    assertThat(orphan.awaitReady()).isTrue();

    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertThat(postgres.isAlive()).isTrue();
      assertThat(orphan.isAlive()).isFalse();
    }
  }

  @Test
  void without_parent_death_signals_the_end_of_our_pipe_stops_the_child() throws Exception {
    var process = OsCommand.builder(DeathWatch.supervised(OURSELVES, CHILD)).start();
    assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();

    process.getOutputStream().close();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.descendants()).isEmpty();
  }

  @Test
  void a_supervised_child_that_ends_ends_the_supervisor_with_its_status() throws Exception {
    var process =
        OsCommand.builder(
                DeathWatch.supervised(
                    OURSELVES, List.of("bash", "-c", "echo out; echo err >&2; exit 3")))
            .start();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).isEqualTo("out\nerr\n");
  }

  private static int readPort(PostgresFolder folder) throws Exception {
    return Integer.parseInt(Files.readString(folder.port()).strip());
  }

  private static ProcessHandle postgresOf(Path dataDir) throws Exception {
    var pid = Files.readAllLines(PostgresFolder.of(dataDir).pidFile()).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private Process startVictim() throws Exception {
    var victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                dataDir.toString())
            .redirectErrorStream(true)
            .start();
    var output = new BufferedReader(new InputStreamReader(victim.getInputStream(), UTF_8));
    for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      assertThat(line).as("the server runs").isNotNull();
    }
    return victim;
  }
}
