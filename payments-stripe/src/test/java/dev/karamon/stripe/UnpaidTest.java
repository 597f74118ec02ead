package dev.karamon.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnpaidTest {
  private static final Unpaid.Late FIRST = new Unpaid.Late("in_1", at(100), true);
  private static final Unpaid.Late SECOND = new Unpaid.Late("in_2", at(300), false);
  private static final Unpaid OWED = Unpaid.of(List.of(SECOND, FIRST), true);

  @Test
  void without_more_it_counts_from_when_the_first_was_due() {
    assertThat(OWED.since()).isEqualTo(at(100));
    assertThat(OWED.since(Map.of())).isEqualTo(OWED);
  }

  @Test
  void it_counts_from_the_first_failure_of_all_and_from_none_before_it_was_due() {
    assertThat(OWED.since(Map.of("in_1", at(200))).since()).isEqualTo(at(200));
    assertThat(OWED.since(Map.of("in_1", at(900))).since()).isEqualTo(at(300));
    assertThat(OWED.since(Map.of("in_1", at(900), "in_2", at(500))).since()).isEqualTo(at(500));
    assertThat(OWED.since(Map.of("in_1", at(50), "in_3", at(10))).since()).isEqualTo(at(100));
  }

  @Test
  void what_is_in_the_mirror_stays_as_it_is() {
    var mirrored = new Unpaid(at(150), false);

    assertThat(mirrored.since(Map.of("in_1", at(900)))).isEqualTo(mirrored);
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
