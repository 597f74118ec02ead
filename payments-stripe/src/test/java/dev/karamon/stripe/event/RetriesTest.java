package dev.karamon.stripe.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.stripe.gateway.StripeError;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
  private final Throwable failure = new IllegalStateException("it fails");

  @Test
  void eachTryIsLaterThanHalfOfTheDoubledWaitAndNeverBeyondAnHour() {
    for (int attempts = 1; attempts < Retries.MAX_ATTEMPTS; attempts++) {
      var wait = Duration.between(NOW, Retries.next(attempts, failure, NOW, RANDOM).orElseThrow());
      var doubled = Math.min(3_600_000, 1_000L << Math.min(attempts, 12));
      assertThat(wait.toMillis()).isBetween(doubled / 2, doubled);
    }
  }

  @Test
  void theLastTryIsTheLast() {
    assertThat(Retries.next(Retries.MAX_ATTEMPTS, failure, NOW, RANDOM)).isEmpty();
  }

  @Test
  void anOutageCountsAsFarAsItMakesTheWaitsLong() {
    var away =
        KaramonException.tryLater(StripeError.STRIPE_UNREACHABLE, "Later.", Duration.ofSeconds(1));
    var tries = 0;
    for (int hour = 0; hour < 100; hour++) {
      tries = Retries.counted(tries, away);
    }

    assertThat(Retries.next(tries, away, NOW, RANDOM).orElseThrow())
        .isBetween(NOW.plus(Duration.ofMinutes(30)), NOW.plus(Duration.ofHours(1)));
    assertThat(Retries.counted(tries, failure)).isEqualTo(tries + 1);
    assertThat(Retries.counted(19, away)).as("what was the event's fault stays").isEqualTo(19);
  }

  @Test
  void whatSomethingOnTheWayAnswersIsAnOutageAndWhatNobodyUnderstandsIsNot() {
    var onTheWay =
        KaramonException.tryLater(StripeError.STRIPE_UNREADABLE, "Later.", Duration.ofSeconds(5));
    var unknownShape = new KaramonException(StripeError.STRIPE_UNREADABLE, "Of unknown shape.");

    assertThat(Retries.counted(19, onTheWay)).isEqualTo(19);
    assertThat(Retries.counted(19, unknownShape)).isEqualTo(20);
  }

  @Test
  void retryAfterIsObeyed() {
    var asked =
        KaramonException.tryLater(CommonError.UNAVAILABLE, "Later.", Duration.ofMinutes(20));
    assertThat(Retries.next(1, asked, NOW, RANDOM)).contains(NOW.plus(Duration.ofMinutes(20)));
  }
}
