package dev.karamon.server.lives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever event of a life never arrives: reading Stripe again makes it good. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(900)
class LostEventsIT {
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

  @Test
  void a_reconcile_makes_good_what_was_lost_from_any_order() {
    var told = new LinkedHashMap<Life, List<Telling>>();
    for (var story : Stories.all()) {
      var plans = Orders.of(stage.handled(story)).stream().flatMap(Plan::withEachLost);
      told.put(stage.life(story), proof.tell(stage.life(story), plans));
    }
    var members = told.values().stream().flatMap(List::stream).map(t -> t.cast().member()).toList();
    var before = stage.ledger().grants(members);
    stage.reconciles(true);
    assertThat(stage.ledger().grants(members)).as("after a dry run").isEqualTo(before);

    stage.reconciles(false);

    assertAll(told.entrySet().stream().map(e -> () -> proof.judge(e.getKey(), e.getValue())));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void a_resync_of_the_member_makes_it_good_too(Story story) {
    var life = stage.life(story);
    // Where the only event was lost that tells whose customer it is, there is nobody to resync.
    var told =
        proof.tell(life, Plan.withEachLost(stage.handled(story))).stream()
            .filter(stage::isLinked)
            .toList();

    told.forEach(stage::resyncs);

    proof.judge(life, told);
  }
}
