package dev.karamon.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running database server: started, waited for, stopped. */
final class PostgresProcess {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);

  /** Long, for after a crash the server first replays what it had written. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  private static final Duration FORK_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(15);
  private static final int STATUS_LINE = 7;

  private final Path binaries;
  private final PostgresFolder folder;
  private final OsAccount account;
  private final PostgresLog log = new PostgresLog();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final Process process;
  private volatile boolean stopping;

  /** Starts the server; {@link #awaitReady} waits until it accepts connections. */
  PostgresProcess(Path binaries, PostgresFolder folder, OsAccount account, List<String> command)
      throws IOException, InterruptedException {
    this.binaries = binaries;
    this.folder = folder;
    this.account = account;
    var started = new CompletableFuture<Process>();
    Thread.ofPlatform().name("embedded-postgres").daemon().start(() -> live(command, started));
    try {
      process = started.get(FORK_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("PostgreSQL could not be started", e);
    }
  }

  /** This thread lives as long as the server: its end would be the server's (see DeathWatch). */
  private void live(List<String> command, CompletableFuture<Process> started) {
    try {
      var child = OsCommand.builder(command).start();
      started.complete(child);
      log.follow(child.getInputStream());
      var status = child.waitFor();
      if (!stopping) {
        LOG.error("PostgreSQL ended by itself with status {}:\n{}", status, log.lastLines());
        lost.complete("The embedded PostgreSQL ended by itself, with status " + status);
      }
    } catch (IOException e) {
      started.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the server ended instead. */
  boolean awaitReady() throws InterruptedException {
    log.quiet(true);
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isReady()) {
      if (!process.isAlive()) {
        stopping = true;
        return false;
      }
      if (System.nanoTime() - deadline > 0) {
        stop();
        return false;
      }
      Thread.sleep(POLL_INTERVAL);
    }
    log.quiet(false);
    return true;
  }

  private boolean isReady() {
    try {
      var lines = Files.readAllLines(folder.pidFile());
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  /** Completes, with what to say of it, when the server has ended without being told to. */
  CompletionStage<String> lost() {
    return lost;
  }

  String lastLines() {
    return log.lastLines();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the sessions, writes everything to disk and stops; bounded in time. */
  void stop() {
    stopping = true;
    log.quiet(true);
    try {
      if (process.isAlive() && !stopCluster(binaries, folder, account)) {
        LOG.warn("PostgreSQL did not stop in time; it will recover at the next start");
        process.destroyForcibly();
      }
      process.getOutputStream().close();
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.debug("The input of PostgreSQL could not be closed", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Clears away what a killed run left: a server that is still there is stopped, the pid file of
   * one that is gone is deleted, for its number may be another process by now. Needs the folder's
   * lock.
   */
  static void clearLeftovers(Path binaries, PostgresFolder folder, OsAccount account)
      throws IOException {
    if (Files.notExists(folder.pidFile())) {
      return;
    }
    if (isRunning(folder)) {
      LOG.info("Stopping a PostgreSQL left behind by an earlier run");
      if (!stopCluster(binaries, folder, account)) {
        throw new StartupException(
            "A PostgreSQL left behind by an earlier run does not stop: see %s for its process id"
                .formatted(folder.pidFile()));
      }
    }
    Files.deleteIfExists(folder.pidFile());
  }

  private static boolean isRunning(PostgresFolder folder) throws IOException {
    var lines = Files.readAllLines(folder.pidFile());
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
      return false;
    }
    var cluster = folder.cluster().toString();
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .flatMap(handle -> handle.info().arguments())
        .map(arguments -> List.of(arguments).contains(cluster))
        .orElse(false);
  }

  private static boolean stopCluster(Path binaries, PostgresFolder folder, OsAccount account) {
    var stop =
        List.of(
            binaries.resolve("bin/pg_ctl").toString(),
            "stop",
            "--pgdata=" + folder.cluster(),
            "--mode=fast",
            "--wait",
            "--timeout=" + STOP_TIMEOUT.toSeconds());
    var result = OsCommand.run(account.wrap(stop), STOP_TIMEOUT.plusSeconds(5));
    LOG.debug("pg_ctl stop: {}", result.output());
    return result.succeeded();
  }
}
