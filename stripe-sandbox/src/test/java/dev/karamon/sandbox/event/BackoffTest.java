package dev.karamon.sandbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pausesGrowAndComeToAnEnd() {
    Duration former = Duration.ZERO;
    int attempts = 1;
    while (!Backoff.exhausted(attempts)) {
      assertThat(Backoff.afterAttempt(attempts)).isGreaterThan(former);
      former = Backoff.afterAttempt(attempts++);
    }
    assertThat(Backoff.afterAttempt(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(attempts).isBetween(10, 20);
  }
}
