package dev.karamon.bench;

import dev.karamon.server.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * A server that takes part, with a PostgreSQL of its own: all of them are there at the same time,
 * and the one whose turn it is has the machine to itself.
 */
final class Contender implements AutoCloseable {
  private static final String SECRET = "whsec_karamonbenchkaramonbench";

  private final String row;
  private final BenchPlan plan;
  private final EmbeddedPostgres postgres;
  private final long postmaster;
  private final BenchDatabase database;
  private final Target target;
  private final EventStream stream;
  private final LoadGenerator load;
  private int sent;

  private Contender(
      String row, BenchPlan plan, Path folder, EmbeddedPostgres postgres, Starter starter)
      throws IOException {
    this.row = row;
    this.plan = plan;
    this.postgres = postgres;
    this.postmaster = postmaster(folder);
    this.database = new BenchDatabase(postgres.url());
    this.target = starter.start(database, SECRET, plan);
    this.stream = new EventStream(SECRET, plan.customers(), Instant.now());
    this.load = new LoadGenerator(stream, target.url(), plan);
  }

  /** How a server is started. */
  @FunctionalInterface
  interface Starter {
    Target start(BenchDatabase database, String secret, BenchPlan plan);
  }

  /**
   * Starts a server and its database, cold.
   *
   * @param row what its row is called
   * @param folder that does not exist yet, for its database
   */
  static Contender start(String row, BenchPlan plan, Path folder, Starter starter)
      throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    var postgres = EmbeddedPostgres.start(folder);
    try {
      return new Contender(row, plan, folder, postgres, starter);
    } catch (IOException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  String row() {
    return row;
  }

  BenchDatabase database() {
    return database;
  }

  /** Sends what comes before anything is measured. */
  void warmUp() {
    if (plan.warmUp() > 0) {
      send(plan.warmUp(), 0);
    }
    // As autovacuum does after a while: not in the middle of one row, as chance has it.
    database.run("ANALYZE");
  }

  /** Sends so many events, and measures. */
  Measurement turn(int events) {
    var serverBefore = ProcessUse.cpu(target.pid());
    var databaseBefore = ProcessUse.cpuOfTree(postmaster);
    var begun = System.nanoTime();
    var answers = load.send(sent, sent + events, plan.rate());
    var accepted = System.nanoTime();
    target.awaitApplied();
    var applied = System.nanoTime();
    sent += events;
    return new Measurement(
        events,
        (accepted - begun) / 1e9,
        (applied - begun) / 1e9,
        answers,
        ProcessUse.cpu(target.pid()) - serverBefore,
        ProcessUse.cpuOfTree(postmaster) - databaseBefore,
        ProcessUse.memory(target.pid()));
  }

  /** Sends so many events at a rate below the most. */
  Paced pace(int rate, int events) {
    return new Paced(rate, send(events, rate));
  }

  private Answers send(int events, int rate) {
    var answers = load.send(sent, sent + events, rate);
    target.awaitApplied();
    sent += events;
    return answers;
  }

  /** Fails unless everything that was sent is there, and what it means. */
  void check() {
    target.check(stream, sent);
  }

  private static long postmaster(Path folder) throws IOException {
    var lines = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"));
    return Long.parseLong(lines.getFirst().strip());
  }

  @Override
  public void close() {
    load.close();
    target.close();
    database.close();
    postgres.close();
  }
}
