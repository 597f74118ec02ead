package dev.karamon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final BenchPlan PLAN = new BenchPlan(64, 0, 1000, 10, 1000, 1, 0);

  @Test
  void compares_what_is_applied_with_both_bare_handlers() {
    var report = report(rows(runs(2.5)), Map.of());

    assertThat(report)
        .contains("karamon applies 80% of what apply does, and 160% of what insert merely accepts.")
        .doesNotContain("then, on the same server")
        .doesNotContain("with 1,000 members beside 10");
  }

  @Test
  void says_how_long_events_waited_below_the_top_rate() {
    var half = new Paced(200, new Answers(new long[] {3_000_000, 1_000_000, 2_000_000}));

    var report = report(rows(runs(2.5)), Map.of("karamon, half of its rate", half));

    assertThat(report.lines())
        .anySatisfy(line ->
            assertThat(line.replaceAll(" +", " "))
                .isEqualTo("karamon, half of its rate 200 2.0 3.0 3"));
  }

  @Test
  void says_what_members_cost_that_are_only_there() {
    var rows = rows(runs(1, 0.25));
    rows.put("few", runs(1, 0.2));

    var report = report(rows, Map.of());

    assertThat(report).contains("An event costs +25% CPU with 1,000 members beside 10.");
  }

  private static String report(Map<String, List<Measurement>> rows, Map<String, Paced> paces) {
    var out = new ByteArrayOutputStream();
    new Report(rows, paces, PLAN, new PrintStream(out, true, UTF_8)).print();
    return out.toString(UTF_8);
  }

  private static Map<String, List<Measurement>> rows(List<Measurement> karamon) {
    return new HashMap<>(Map.of("insert", runs(4), "apply", runs(2), "karamon", karamon));
  }

  private static List<Measurement> runs(double seconds) {
    return runs(seconds, 1);
  }

  private static List<Measurement> runs(double seconds, double serverCpu) {
    var answers = new Answers(new long[] {1_000_000});
    return List.of(new Measurement(1000, seconds, seconds, answers, serverCpu, 0, 1));
  }
}
