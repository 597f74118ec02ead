package dev.karamon.server.lives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever order the events of a life arrive, and however often: what is known in the end is
 * what Stripe knows, and nothing was ever told of the member that had not been true.
 */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(180)
class EventLivesIT {
  private static Stage stage;
  @AutoClose private static Proof proof;

  @BeforeAll
  static void open(Site site) throws SQLException {
    stage = new Stage(site, Stories.all());
    proof = new Proof(stage);
  }

  static List<Story> lives() {
    return Stories.all();
  }

  @ParameterizedTest
  @MethodSource("lives")
  void every_order_ends_as_stripe_says(Story story) {
    proof.holds(stage.life(story), orders(story).map(Plan::asIs));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void an_event_that_comes_twice_counts_once(Story story) {
    proof.holds(stage.life(story), orders(story).flatMap(Plan::withEachTwice));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void what_comes_all_at_once_ends_as_stripe_says(Story story) {
    proof.holds(stage.life(story), Stream.of(Plan.atOnce(stage.handled(story))));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void what_nobody_handles_changes_nothing(Story story) {
    var all = IntStream.rangeClosed(0, stage.life(story).last()).boxed().toList();

    proof.holds(stage.life(story), Stream.of(Plan.asIs(all), Plan.asIs(all.reversed())));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void applying_everything_again_writes_nothing(Story story) {
    var life = stage.life(story);
    var told = proof.tell(life, Stream.of(Plan.asIs(stage.handled(story))));
    proof.judge(life, told);
    var before = stage.ledger().audit(members(told));

    told.forEach(stage::replays);

    proof.judge(life, told);
    assertThat(stage.ledger().audit(members(told))).isEqualTo(before);
  }

  private static List<Long> members(List<Telling> told) {
    return told.stream().map(telling -> telling.cast().member()).toList();
  }

  private static Stream<List<Integer>> orders(Story story) {
    return Orders.of(stage.handled(story)).stream();
  }
}
