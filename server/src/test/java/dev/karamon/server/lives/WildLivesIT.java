package dev.karamon.server.lives;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lives that nobody thought of, told in any order, with events that come twice or never. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(600)
class WildLivesIT {
  /** Raise it for a longer proof; with another seed it is another one. */
  private static final int LIVES = Integer.getInteger("lives.wild", 6);

  private static Stage stage;
  @AutoClose private static Proof proof;

  @BeforeAll
  static void open(Site site) throws SQLException {
    stage = new Stage(site, lives());
    proof = new Proof(stage);
  }

  static List<Story> lives() {
    return WildLife.stories(Sample.SEED, LIVES);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void in_any_order_with_some_of_it_twice_they_end_as_stripe_says(Story story) {
    proof.holds(
        stage.life(story),
        orders(story).flatMap(order -> Stream.of(Plan.asIs(order), Plan.withSomeTwice(order))));
  }

  @Test
  void a_reconcile_makes_good_what_was_lost_of_them() {
    var told = new LinkedHashMap<Life, List<Telling>>();
    for (var story : lives()) {
      var plans = orders(story).map(Plan::withSomeLost);
      told.put(stage.life(story), proof.tell(stage.life(story), plans));
    }

    stage.reconciles(false);

    assertAll(told.entrySet().stream().map(e -> () -> proof.judge(e.getKey(), e.getValue())));
  }

  private static Stream<List<Integer>> orders(Story story) {
    return Orders.drawn(stage.handled(story));
  }
}
