package dev.karamon.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table, and what can be read from it. */
final class Report {
  static final String INSERT = BareKind.INSERT.row();
  static final String APPLY = BareKind.APPLY.row();
  static final String KARAMON = "karamon";

  private static final String FORMAT = "%-8s  %4s  %22s  %22s  %8s  %8s  %6s  %6s  %6s  %13s%n";

  private final Map<String, List<Measurement>> rows;
  private final PrintStream out;

  Report(Map<String, List<Measurement>> rows, PrintStream out) {
    this.rows = rows;
    this.out = out;
  }

  void print() {
    out.println();
    out.printf(
        FORMAT,
        "row",
        "runs",
        "accepted/s",
        "applied/s",
        "p50 ms",
        "p99 ms",
        "server",
        "db",
        "sum",
        "memory MB");
    for (var name : List.of(INSERT, APPLY, KARAMON)) {
      print(name, rows.getOrDefault(name, List.of()));
    }
    out.println();
    out.println("Medians, with the least and the most; server, db, sum: seconds of CPU for 1,000");
    out.println("events; memory: resident in the server afterwards, and at most.");
    out.println();
    conclusions().forEach(out::println);
  }

  private void print(String name, List<Measurement> runs) {
    out.printf(
        FORMAT,
        name,
        runs.size(),
        Figure.of(runs, Measurement::acceptedPerSecond).whole(),
        name.equals(INSERT) ? "-" : Figure.of(runs, Measurement::appliedPerSecond).whole(),
        Figure.of(runs, run -> run.answers().within(0.5)).plain(1),
        Figure.of(runs, run -> run.answers().within(0.99)).plain(1),
        Figure.of(runs, Measurement::serverCpuPerThousand).plain(2),
        Figure.of(runs, Measurement::databaseCpuPerThousand).plain(2),
        cpu(runs).plain(2),
        Figure.of(runs, Measurement::memory).plain(0)
            + " ("
            + Figure.of(runs, Measurement::memoryPeak).plain(0)
            + ")");
  }

  private static Figure cpu(List<Measurement> runs) {
    return Figure.of(runs, run -> run.serverCpuPerThousand() + run.databaseCpuPerThousand());
  }

  private List<String> conclusions() {
    var lines = new ArrayList<String>();
    var insert = Figure.of(rows.getOrDefault(INSERT, List.of()), Measurement::acceptedPerSecond);
    var apply = Figure.of(rows.getOrDefault(APPLY, List.of()), Measurement::appliedPerSecond);
    var karamon = Figure.of(rows.getOrDefault(KARAMON, List.of()), Measurement::appliedPerSecond);
    lines.add(
        "karamon applies %.0f%% of what apply does, and %.0f%% of what insert merely accepts."
            .formatted(
                karamon.median() * 100 / apply.median(), karamon.median() * 100 / insert.median()));
    lines.add(
        "Noise: insert, repeated over the run, differed by %d%% of its median; apply by %d%%, karamon by %d%%."
            .formatted(insert.spread(), apply.spread(), karamon.spread()));
    lines.add("No event needed Stripe, and every member has what the last event says.");
    return lines;
  }
}
