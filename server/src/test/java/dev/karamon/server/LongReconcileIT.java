package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Comparisons that take their time, as those of many purchases do. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class LongReconcileIT {
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Site site;
  private List<String> sessions = List.of();

  LongReconcileIT(Site site) {
    this.site = site;
  }

  @AfterAll
  static void nobody_acts_any_more() {
    THREADS.close();
  }

  @BeforeEach
  void two_have_bought_something_and_nothing_deviates() {
    var price = site.sandbox().oneTimePrice();
    site.groupSoldBy(price);
    var api = site.apiSelling(price);
    site.sandbox().pays(site.member().logsIn(api).checksOut());
    site.sandbox().pays(site.member().logsIn(api).checksOut());
    compares().expect(201);
    var inOrder =
        "SELECT string_agg(session_id, ' ' ORDER BY session_id) FROM stripe_purchase"
            + " WHERE prices[1] = '%s'".formatted(price);
    sessions = List.of(new Sql(site.database()).value(inOrder).split(" "));
  }

  @Test
  void one_that_finds_nothing_for_a_long_time_is_not_taken_for_dead() throws Exception {
    var first = site.line().holdsOnce(sessions.getFirst());
    var second = site.line().holdsOnce(sessions.getLast());
    var run = begins();
    first.awaitAnswer();
    site.clock().passes(Duration.ofMinutes(6));
    first.release();
    second.awaitAnswer();
    site.clock().passes(Duration.ofMinutes(6));

    compares().expectProblem(409, "in_use");

    second.release();
    assertThat(run.get().at("/state").textValue()).isEqualTo("done");
  }

  @Test
  void one_that_was_given_up_ends_and_does_not_say_that_it_is_done() throws Exception {
    var held = site.line().holdsOnce(sessions.getFirst());
    var run = begins();
    held.awaitAnswer();
    site.clock().passes(Duration.ofMinutes(11));
    assertThat(compares().expect(201).at("/state").textValue()).isEqualTo("done");
    var asked = site.line().callsAbout(sessions.getLast()).size();

    held.release();

    var givenUp = run.get();
    assertThat(givenUp.at("/state").textValue()).isEqualTo("failed");
    assertThat(givenUp.at("/failure").textValue()).contains("has died");
    assertThat(site.line().callsAbout(sessions.getLast())).hasSize(asked);
  }

  private Future<JsonNode> begins() {
    return THREADS.submit(() -> compares().expect(201).json());
  }

  private Answer compares() {
    return site.admin().post("/stripe/reconcile", Map.of());
  }
}
