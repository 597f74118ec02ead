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

  /** With as many members as customers, where there are more. */
  static final String FEW = "few";

  /** What is also measured below the top rate. */
  static final List<String> PACED = List.of(APPLY, KARAMON);

  private static final String FORMAT = "%-8s  %5s  %22s  %22s  %8s  %8s  %6s  %6s  %6s  %13s%n";

  private static final String PACE_FORMAT = "%-26s  %8s  %8s  %8s  %8s%n";

  private final Map<String, List<Measurement>> rows;
  private final Map<String, Paced> paces;
  private final BenchPlan plan;
  private final PrintStream out;

  /**
   * The table of a run.
   *
   * @param rows the turns of each row, by its name
   * @param paces what followed some of them at lower rates, by {@link #half} and {@link #easy}
   */
  Report(
      Map<String, List<Measurement>> rows,
      Map<String, Paced> paces,
      BenchPlan plan,
      PrintStream out) {
    this.rows = rows;
    this.paces = paces;
    this.plan = plan;
    this.out = out;
  }

  void print() {
    out.println();
    out.printf(
        FORMAT,
        "row",
        "turns",
        "accepted/s",
        "applied/s",
        "p50 ms",
        "p99 ms",
        "server",
        "db",
        "sum",
        "memory MB");
    for (var name : List.of(INSERT, APPLY, FEW, KARAMON)) {
      if (rows.containsKey(name)) {
        print(name, rows.get(name));
      }
    }
    printPaces();
    out.println();
    out.println("Medians, with the least and the most; server, db, sum: seconds of CPU for 1,000");
    out.println("events; memory: resident in the server after each turn.");
    out.println();
    conclusions().forEach(out::println);
  }

  private void print(String name, List<Measurement> runs) {
    out.printf(
        FORMAT,
        name,
        runs.size(),
        Figure.of(runs, Measurement::acceptedPerSecond).ranged(0),
        name.equals(INSERT) ? "-" : Figure.of(runs, Measurement::appliedPerSecond).ranged(0),
        Figure.of(runs, run -> run.answers().within(0.5)).plain(1),
        Figure.of(runs, run -> run.answers().within(0.99)).plain(1),
        Figure.of(runs, Measurement::serverCpuPerThousand).plain(2),
        Figure.of(runs, Measurement::databaseCpuPerThousand).plain(2),
        cpu(runs).plain(2),
        Figure.of(runs, Measurement::memory).ranged(0));
  }

  /** The name of the row for what followed at half the rate that this one reached. */
  static String half(String row) {
    return row + ", half of its rate";
  }

  /** The name of the row for what followed at a rate that costs no server an effort. */
  static String easy(String row) {
    return row + ", at an easy rate";
  }

  private void printPaces() {
    if (paces.isEmpty()) {
      return;
    }
    out.println();
    out.printf(PACE_FORMAT, "then, on the same server", "sent/s", "p50 ms", "p99 ms", "events");
    for (var row : PACED) {
      printPace(half(row));
      printPace(easy(row));
    }
  }

  private void printPace(String name) {
    var paced = paces.get(name);
    if (paced != null) {
      out.printf(
          PACE_FORMAT,
          name,
          "%,d".formatted(paced.rate()),
          "%.1f".formatted(paced.answers().within(0.5)),
          "%.1f".formatted(paced.answers().within(0.99)),
          "%,d".formatted(paced.answers().count()));
    }
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
    if (rows.containsKey(FEW)) {
      lines.add(crowdCost());
    }
    lines.add(
        "Noise: the turns of insert differed by %d%% of their median; of apply by %d%%, of karamon by %d%%."
            .formatted(insert.spread(), apply.spread(), karamon.spread()));
    lines.add("No event needed Stripe, and every member has what the last event says.");
    return lines;
  }

  private String crowdCost() {
    var few = cpu(rows.getOrDefault(FEW, List.of())).median();
    var many = cpu(rows.getOrDefault(KARAMON, List.of())).median();
    return "An event costs %+.0f%% CPU with %,d members beside %,d."
        .formatted((many / few - 1) * 100, plan.members(), plan.customers());
  }
}
