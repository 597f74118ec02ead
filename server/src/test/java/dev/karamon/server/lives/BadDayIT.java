package dev.karamon.server.lives;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lives in any order, told to several servers that come and go and hardly reach Stripe. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
@Timeout(600)
class BadDayIT {
  /** Raise it for a longer proof; with another seed it is another one. */
  private static final int LIVES = Integer.getInteger("lives.wild", 3);

  /** What failed is tried again later and later. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static BadDay day;
  private static Stage stage;
  private static Proof proof;

  @BeforeAll
  static void open(Site site) throws SQLException {
    day = new BadDay();
    stage = new Stage(site, lives(), day::lineTo);
    proof = new Proof(stage, PATIENCE);
    day.begins(stage);
  }

  @AfterAll
  static void close() throws SQLException {
    try {
      day.close();
    } finally {
      proof.close();
    }
  }

  /** By the usual seed one of them ends with much news of one second. */
  static List<Story> lives() {
    return WildLife.stories(Sample.SEED + 3, LIVES);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void they_end_as_stripe_says(Story story) {
    proof.holds(
        stage.life(story),
        Orders.drawn(stage.handled(story))
            .flatMap(order -> Stream.of(Plan.asIs(order), Plan.withSomeTwice(order))));
  }
}
