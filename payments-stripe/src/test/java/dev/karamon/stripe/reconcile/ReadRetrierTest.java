package dev.karamon.stripe.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.error.KaramonException;
import dev.karamon.stripe.gateway.StripeError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadRetrierTest {
  private final List<Long> waits = new ArrayList<>();
  private final ReadRetrier retrier =
      new ReadRetrier(ticking().withZone(ZoneOffset.UTC), this::waits);
  private Instant now = Instant.EPOCH;
  private int calls;

  @Test
  void waits_longer_each_time_and_as_long_as_it_is_asked_to() {
    assertThat(retrier.on(() -> after(4, later(3)))).isEqualTo("an answer");

    assertThat(waits).containsExactly(3L, 3L, 4L, 8L);
  }

  @Test
  void gives_up_after_some_minutes() {
    var failure = later(1);

    assertThatThrownBy(() -> retrier.on(() -> after(1_000, failure))).isSameAs(failure);

    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
  }

  @Test
  void counts_the_time_that_the_calls_take() {
    var failure = later(1);

    assertThatThrownBy(() ->
            retrier.on(() -> {
              now = now.plusSeconds(50);
              return after(1_000, failure);
            }))
        .isSameAs(failure);

    assertThat(calls).isEqualTo(3);
  }

  @Test
  void does_not_call_before_the_time_that_it_is_asked_to_wait() {
    var failure = later(600);

    assertThatThrownBy(() -> retrier.on(() -> after(1, failure))).isSameAs(failure);

    assertThat(waits).isEmpty();
  }

  @Test
  void does_not_repeat_what_fails_for_good() {
    var failure = new KaramonException(StripeError.STRIPE_KEY_INVALID, "No.");

    assertThatThrownBy(() -> retrier.on(() -> after(1, failure))).isSameAs(failure);

    assertThat(calls).isEqualTo(1);
  }

  @Test
  void stops_when_the_process_ends() {
    var ending =
        new ReadRetrier(
            ticking().withZone(ZoneOffset.UTC),
            time -> {
              throw new InterruptedException();
            });
    var failure = later(1);

    assertThatThrownBy(() -> ending.on(() -> after(1, failure))).isSameAs(failure);

    assertThat(Thread.interrupted()).isTrue();
  }

  private InstantSource ticking() {
    return () -> now;
  }

  private void waits(Duration time) {
    waits.add(time.toSeconds());
    now = now.plus(time);
  }

  private String after(int failures, KaramonException failure) {
    calls++;
    if (calls <= failures) {
      throw failure;
    }
    return "an answer";
  }

  private static KaramonException later(int seconds) {
    return KaramonException.tryLater(
        StripeError.STRIPE_RATE_LIMITED, "Later.", Duration.ofSeconds(seconds));
  }
}
