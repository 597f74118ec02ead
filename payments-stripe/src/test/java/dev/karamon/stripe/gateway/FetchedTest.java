package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FetchedTest {
  @Test
  void two_readings_together_span_both() {
    var first = new Fetched<>("a", at(10), at(11));
    var second = new Fetched<>("b", at(11), at(14));

    assertThat(first.and(second, String::concat)).isEqualTo(new Fetched<>("ab", at(10), at(14)));
    assertThat(second.and(first, String::concat)).isEqualTo(new Fetched<>("ba", at(10), at(14)));
  }

  @Test
  void a_reading_does_not_end_before_it_begins() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Fetched<>("a", at(2), at(1)));
  }

  private static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }
}
