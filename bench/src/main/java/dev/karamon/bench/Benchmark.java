package dev.karamon.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs all rows, in a folder that is gone afterwards. */
final class Benchmark {
  /** A machine that shares its processors is faster now and slower then: so all rows share both. */
  private static final int TURNS = 5;

  private final BenchPlan plan;
  private final Path karamon;
  private final PrintStream out;
  private final List<Contender> contenders = new CopyOnWriteArrayList<>();
  private final Map<String, List<Measurement>> rows = new LinkedHashMap<>();
  private final Map<String, Paced> paces = new LinkedHashMap<>();

  Benchmark(BenchPlan plan, Path karamon, PrintStream out) {
    this.plan = plan;
    this.karamon = karamon;
    this.out = out;
  }

  void run() throws IOException {
    var folder = Files.createTempDirectory("karamon-bench");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(folder)));
    start(folder);
    introduce(contenders.getFirst().database());
    contenders.forEach(Contender::warmUp);
    takeTurns();
    slowDown();
    contenders.forEach(Contender::check);
    new Report(rows, paces, plan, out).print();
  }

  private void start(Path folder) throws IOException {
    bare(BareKind.INSERT, folder);
    if (plan.hasBystanders()) {
      karamon(Report.FEW, folder, plan.withoutBystanders());
    }
    karamon(Report.KARAMON, folder, plan);
    bare(BareKind.APPLY, folder);
  }

  private void bare(BareKind kind, Path folder) throws IOException {
    contenders.add(
        Contender.start(
            kind.row(),
            plan,
            folder.resolve(kind.row()),
            (database, secret, given) -> BareTarget.start(kind, database, secret, given)));
  }

  private void karamon(String row, Path folder, BenchPlan members) throws IOException {
    var node = folder.resolve(row + "-node");
    contenders.add(
        Contender.start(
            row,
            members,
            folder.resolve(row),
            (database, secret, given) ->
                KaramonTarget.start(karamon, node, database, secret, given)));
  }

  private void takeTurns() {
    for (int turn = 0; turn < TURNS * plan.rounds(); turn++) {
      for (int place = 0; place < contenders.size(); place++) {
        // Nobody always follows the same one.
        var contender = contenders.get((place + turn) % contenders.size());
        var measured = contender.turn(Math.ceilDiv(plan.events(), TURNS));
        rows.computeIfAbsent(contender.row(), name -> new ArrayList<>()).add(measured);
        out.printf("%-8s  %,.0f/s%n", contender.row(), measured.appliedPerSecond());
      }
    }
  }

  /** What servers answer when they are not under pressure. */
  private void slowDown() {
    if (!plan.findsTopRate()) {
      return;
    }
    for (var contender : contenders) {
      var row = contender.row();
      if (Report.PACED.contains(row)) {
        var top = Figure.of(rows.getOrDefault(row, List.of()), Measurement::appliedPerSecond);
        var half = (int) Math.max(1, top.median() / 2);
        paces.put(Report.half(row), contender.pace(half, plan.events()));
        paces.put(Report.easy(row), contender.pace(BenchPlan.EASY_RATE, plan.easyEvents()));
      }
    }
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

  /** Also when the run is broken off. */
  private void leaveNothing(Path folder) {
    try {
      contenders.forEach(Contender::close);
    } finally {
      delete(folder);
    }
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
