package dev.karamon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void is_the_median_with_the_extremes() {
    assertThat(figure(10, 4, 5)).isEqualTo(new Figure(100, 200, 250));
    assertThat(figure(10, 4).median()).isEqualTo(175);
    assertThat(figure(10, 4, 5).spread()).isEqualTo(75);
  }

  @Test
  void percentiles_are_those_of_the_sorted_answers() {
    var run = run(1);

    assertThat(run.answers().within(0.5)).isEqualTo(500);
    assertThat(run.answers().within(0.99)).isEqualTo(990);
    assertThat(run.answers().within(1)).isEqualTo(1000);
  }

  private static Figure figure(double... seconds) {
    var runs = Arrays.stream(seconds).mapToObj(FigureTest::run).toList();
    return Figure.of(List.copyOf(runs), Measurement::acceptedPerSecond);
  }

  private static Measurement run(double seconds) {
    var nanos = new long[1000];
    Arrays.setAll(nanos, i -> (i + 1) * 1_000_000L);
    return new Measurement(1000, seconds, seconds, new Answers(nanos), 1, 1, 1);
  }
}
