package dev.karamon.bench;

import dev.karamon.server.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs all rows in turn on one embedded PostgreSQL, in a folder that is gone afterwards. */
final class Benchmark {
  private static final String SECRET = "whsec_karamonbenchkaramonbench";

  private final BenchPlan plan;
  private final Path karamon;
  private final PrintStream out;
  private final Map<String, List<Measurement>> rows = new LinkedHashMap<>();
  private final Map<String, List<Paced>> paces = new LinkedHashMap<>();

  Benchmark(BenchPlan plan, Path karamon, PrintStream out) {
    this.plan = plan;
    this.karamon = karamon;
    this.out = out;
  }

  void run() throws IOException {
    var folder = Files.createTempDirectory("karamon-bench");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var postgres = new AtomicReference<@Nullable EmbeddedPostgres>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(postgres.get(), folder)));
    try (var started = EmbeddedPostgres.start(folder);
        var database = new BenchDatabase(started.url())) {
      postgres.set(started);
      introduce(database);
      runRows(folder, database);
    }
    new Report(rows, paces, plan, out).print();
  }

  /** The reference is measured first, last and between, so that the machine's moods show. */
  private void runRows(Path folder, BenchDatabase database) throws IOException {
    var postmaster = postmaster(folder);
    var node = folder.resolve("node");
    for (int round = 0; round < plan.rounds(); round++) {
      measure(Report.INSERT, postmaster, database, () -> bare(BareKind.INSERT, database));
      if (plan.hasBystanders()) {
        var few = plan.withoutBystanders();
        measure(Report.FEW, postmaster, database, () -> karamon(node, database, few));
      }
      measure(Report.KARAMON, postmaster, database, () -> karamon(node, database, plan));
      measure(Report.APPLY, postmaster, database, () -> bare(BareKind.APPLY, database));
    }
    measure(Report.INSERT, postmaster, database, () -> bare(BareKind.INSERT, database));
  }

  private Target bare(BareKind kind, BenchDatabase database) {
    return BareTarget.start(kind, database, SECRET, plan);
  }

  private Target karamon(Path folder, BenchDatabase database, BenchPlan members) {
    return KaramonTarget.start(karamon, folder, database, SECRET, members);
  }

  private void measure(
      String row, long postmaster, BenchDatabase database, Supplier<Target> start) {
    var stream = new EventStream(SECRET, plan.customers(), Instant.now());
    try (var target = start.get();
        var load = new LoadGenerator(stream, target.url(), plan)) {
      if (plan.warmUp() > 0) {
        load.send(0, plan.warmUp(), 0);
        target.awaitApplied();
      }
      // As autovacuum does after a while: not in the middle of one row, as chance has it.
      database.run("ANALYZE");
      var measured = Measurement.of(target, load, plan, postmaster);
      rows.computeIfAbsent(row, name -> new ArrayList<>()).add(measured);
      out.printf(
          "%-8s  %,.0f accepted/s, %,.0f applied/s%n",
          row, measured.acceptedPerSecond(), measured.appliedPerSecond());
      var sent = plan.total();
      if (plan.findsTopRate() && Report.PACED.contains(row)) {
        var half = (int) Math.max(1, measured.appliedPerSecond() / 2);
        sent = pace(Report.half(row), half, plan.events(), target, load, sent);
        sent = pace(Report.easy(row), BenchPlan.EASY_RATE, plan.easyEvents(), target, load, sent);
      }
      target.check(stream, sent);
    }
  }

  /** What follows at a rate, on the server as it is; the number of events sent by then. */
  private int pace(String row, int rate, int events, Target target, LoadGenerator load, int sent) {
    var answers = load.send(sent, sent + events, rate);
    target.awaitApplied();
    paces.computeIfAbsent(row, name -> new ArrayList<>()).add(new Paced(rate, answers));
    return sent + events;
  }

  private void introduce(BenchDatabase database) {
    out.printf(
        "%,d events of %,d customers after %,d to warm up, %d at once%s; %,d members%n",
        plan.events(),
        plan.customers(),
        plan.warmUp(),
        plan.concurrency(),
        plan.rate() == 0 ? "" : ", " + plan.rate() + " a second",
        plan.members());
    out.printf(
        "%d processors for server, database and load generator; Java %s; PostgreSQL %s, fsync %s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        database.text("SHOW server_version"),
        database.text("SHOW fsync"));
  }

  private static long postmaster(Path folder) throws IOException {
    var lines = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"));
    return Long.parseLong(lines.getFirst().strip());
  }

  /** Also when the run is broken off. */
  private static void leaveNothing(@Nullable EmbeddedPostgres postgres, Path folder) {
    if (postgres != null) {
      postgres.close();
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(Benchmark::deleteOne);
    } catch (IOException e) {
      System.err.println("Could not be deleted: " + folder);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      System.err.println("Could not be deleted: " + path);
    }
  }
}
