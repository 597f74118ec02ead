package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.StripeLine;
import dev.karamon.server.testing.TaskNodes;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that Stripe has to be asked about while it cannot be asked. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
@Timeout(120)
class StripeOutageIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  /** Of Stripe's own client, for one call. */
  private static final int TRIES = 2;

  private final Site site;
  private final Webhooks webhooks;
  private final String price;
  private final TestGroup group;
  private final Instant start = Instant.now().minusSeconds(3_600);

  StripeOutageIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
    this.price = site.sandbox().price();
    this.group = site.groupSoldBy(price);
  }

  @AfterEach
  void mend_the_line() {
    site.line().isMended();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("status 500", (line, about) -> line.fails(about, 500, Map.of())),
        fault("status 503", (line, about) -> line.fails(about, 503, Map.of())),
        fault(
            "too many requests",
            (line, about) -> line.fails(about, 429, Map.of("Retry-After", "2"))),
        fault("a connection that is closed", StripeLine::closes),
        fault("half an answer", StripeLine::halves),
        fault("a proxy that refuses", (line, about) -> line.isBarred(about, 403)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void events_wait_while_others_go_on_and_are_applied_once_it_is_over(
      String what, BiConsumer<StripeLine, String> fault) {
    var waiting = site.payer(price);
    fault.accept(site.line(), waiting.customer());
    var first = waiting.becomes("unpaid", start);
    var doubtful = waiting.becomes("active", start);
    webhooks.deliver(first).expect(200);
    webhooks.deliver(doubtful).expect(200);
    Patience.until(LONG, () -> assertThat(site.line().callsAbout(waiting.customer())).isNotEmpty());

    expectOthersGoOn();
    Patience.until(LONG, () -> assertThat(kept(doubtful).at("/attempts").intValue()).isPositive());
    assertThat(kept(doubtful).at("/reason").textValue()).startsWith("stripe_");
    assertThat(waiting.member().groups()).isEmpty();

    site.line().isMended();
    expectAppliedInTime(waiting, doubtful);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_comparison_waits_until_it_is_over_and_goes_on(
      String what, BiConsumer<StripeLine, String> fault) throws Exception {
    var unheard = site.payer(price);
    var pages = "/v1/subscriptions?";
    var before = site.line().callsAbout(pages).size();
    fault.accept(site.line(), pages);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var run = threads.submit(() -> site.admin().post("/stripe/reconcile", Map.of()).expect(201));
      // Until it is more than one call that has failed.
      Patience.until(
          LONG, () -> assertThat(site.line().callsAbout(pages)).hasSizeGreaterThan(before + TRIES));
      site.line().isMended();

      var done = run.get().at("/run_id").longValue();

      Patience.until(
          LONG,
          () ->
              assertThat(site.admin().get("/stripe/reconcile/" + done).at("/state").textValue())
                  .isEqualTo("done"));
    }
    assertThat(unheard.member().groups()).containsExactly(group.id());
  }

  @Test
  void a_nightly_comparison_that_has_failed_is_tried_again_within_the_hour() {
    var task = "stripe_reconcile";
    site.line().fails("/v1/subscriptions?", 403, Map.of());
    new Sql(site.database())
        .run(
            "UPDATE scheduled_tasks SET execution_time = '2000-01-01' WHERE task_name = '%s'"
                .formatted(task));
    try (var tasks = new TaskNodes(site.database())) {
      Patience.until(LONG, () -> assertThat(tasks.row(task).failures()).isEqualTo(1));

      assertThat(tasks.row(task).due())
          .isBetween(site.clock().instant(), site.clock().instant().plus(Duration.ofHours(1)));
    }
  }

  @Test
  void retry_after_is_obeyed() {
    var waiting = site.payer(price);
    site.line().fails(waiting.customer(), 429, Map.of("Retry-After", "500"));
    webhooks.deliver(waiting.becomes("unpaid", start)).expect(200);
    var doubtful = waiting.becomes("active", start);
    webhooks.deliver(doubtful).expect(200);

    Patience.until(LONG, () -> assertThat(kept(doubtful).at("/attempts").intValue()).isPositive());

    var next = Instant.parse(kept(doubtful).at("/next_attempt_at").textValue());
    assertThat(next).isAfter(site.clock().instant().plusSeconds(400));
  }

  @Test
  void an_event_that_waits_for_its_time_loses_no_try_to_one_that_comes_meanwhile() {
    var waiting = site.payer(price);
    site.line().fails(waiting.customer(), 429, Map.of("Retry-After", "500"));
    var early = waiting.becomes("past_due", start);
    webhooks.deliver(early).expect(200);
    Patience.until(LONG, () -> assertThat(kept(early).at("/attempts").intValue()).isEqualTo(1));
    var next = kept(early).at("/next_attempt_at").textValue();

    var late = waiting.becomes("past_due", start.plusSeconds(1));
    webhooks.deliver(late).expect(200);
    Patience.until(LONG, () -> assertThat(kept(late).at("/attempts").intValue()).isPositive());

    assertThat(kept(early).at("/attempts").intValue()).isEqualTo(1);
    assertThat(kept(early).at("/next_attempt_at").textValue()).isEqualTo(next);
  }

  @Test
  void what_events_tell_counts_though_another_subscription_of_the_customer_has_to_be_asked_for() {
    var payer = site.payer(price);
    var otherPrice = site.sandbox().price();
    var otherGroup = site.groupSoldBy(otherPrice);
    var other = site.sandbox().subscription(payer.customer(), otherPrice, Map.of());
    webhooks.deliver(payer.becomes("active", start)).expect(200);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    site.line().fails(payer.customer(), 500, Map.of());
    var doubtful = payer.becomes("past_due", start.plusSeconds(1));
    webhooks.deliver(doubtful).expect(200);
    Patience.until(LONG, () -> assertThat(kept(doubtful).at("/attempts").intValue()).isPositive());

    var clear = Webhooks.event("customer.subscription.created", start.plusSeconds(2), other);
    webhooks.deliver(clear).expect(200);

    Patience.until(() -> assertThat(statusOf(clear)).isEqualTo("done"));
    assertThat(payer.member().isIn(otherGroup)).isTrue();
    assertThat(payer.member().isIn(group)).isTrue();
    assertThat(statusOf(doubtful)).isEqualTo("failed");
  }

  static Stream<Arguments> longFaults() {
    return Stream.of(
        fault("a connection that is closed", StripeLine::closes),
        fault("a proxy that refuses", (line, about) -> line.isBarred(about, 403)),
        fault("a page to log in at", (line, about) -> line.isBarred(about, 200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longFaults")
  void no_event_dies_of_an_outage_however_long_it_lasts(
      String what, BiConsumer<StripeLine, String> fault) {
    var waiting = site.payer(price);
    fault.accept(site.line(), waiting.customer());
    webhooks.deliver(waiting.becomes("unpaid", start)).expect(200);
    var doubtful = waiting.becomes("active", start);
    webhooks.deliver(doubtful).expect(200);
    Patience.until(LONG, () -> assertThat(kept(doubtful).at("/attempts").intValue()).isPositive());
    site.execute("UPDATE stripe_event SET attempts = 19 WHERE status = 'failed'");
    var nextTry = kept(doubtful).at("/next_attempt_at").textValue();

    site.clock().passes(Duration.ofMinutes(90));
    site.adminSignsIn();

    Patience.until(
        LONG,
        () -> assertThat(kept(doubtful).at("/next_attempt_at").textValue()).isNotEqualTo(nextTry));
    assertThat(statusOf(doubtful)).isEqualTo("failed");
    site.line().isMended();
    site.clock().passes(Duration.ofMinutes(90));
    site.adminSignsIn();
    expectAppliedInTime(waiting, doubtful);
  }

  @Test
  void an_event_that_always_fails_dies_alone_and_can_be_called_back() {
    var poisoned = site.payer(price);
    site.line().fails(poisoned.customer(), 400, Map.of());
    // Newer than all that Stripe itself lists of the customer, which is asked for as time passes.
    var later = Instant.now().plusSeconds(3_600);
    webhooks.deliver(poisoned.becomes("unpaid", later)).expect(200);
    var poison = poisoned.becomes("active", later);
    webhooks.deliver(poison).expect(200);

    for (var hours = 0; hours < 100 && !statusOf(poison).equals("dead"); hours++) {
      var attempts = kept(poison).at("/attempts").intValue();
      site.clock().passes(Duration.ofMinutes(90));
      site.adminSignsIn();
      Patience.until(
          LONG,
          () ->
              assertThat(kept(poison).at("/attempts").intValue())
                  .as(kept(poison).text())
                  .isGreaterThan(attempts));
    }

    assertThat(statusOf(poison)).isEqualTo("dead");
    assertThat(kept(poison).at("/reason").textValue()).isNotBlank();
    expectOthersGoOn();
    site.line().isMended();
    site.admin().post("/stripe/events/" + id(poison) + "/replay").expect(200);
    expectAppliedInTime(poisoned, poison);
  }

  private void expectOthersGoOn() {
    var other = site.payer(price);
    var clear = other.becomes("active", start);

    webhooks.deliver(clear).expect(200);

    Patience.until(() -> assertThat(statusOf(clear)).isEqualTo("done"));
    assertThat(other.member().isIn(group)).isTrue();
  }

  private void expectAppliedInTime(Payer payer, ObjectNode event) {
    Patience.until(
        LONG,
        () -> {
          site.clock().passes(Duration.ofSeconds(1));
          assertThat(statusOf(event)).isEqualTo("done");
        });
    assertThat(payer.member().isIn(group)).isTrue();
    assertThat(payer.member().audit().path("items").findValuesAsText("action"))
        .containsOnlyOnce("grant.added")
        .doesNotContain("grant.removed");
  }

  private Answer kept(ObjectNode event) {
    return site.admin().get("/stripe/events/" + id(event)).expect(200);
  }

  private String statusOf(ObjectNode event) {
    return kept(event).at("/status").textValue();
  }

  private static String id(ObjectNode event) {
    return event.path("id").textValue();
  }

  private static Arguments fault(String what, BiConsumer<StripeLine, String> fault) {
    return Arguments.of(what, fault);
  }
}
