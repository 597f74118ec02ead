package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.OtherTransaction;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import dev.karamon.server.testing.TestGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever works on customers takes the customers first, in their order, and then what is theirs, so
 * that nobody waits for somebody who waits for them.
 */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE, durable = true)
@Timeout(120)
class CustomerClaimsIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String HOLD_CUSTOMER =
      """
      INSERT INTO stripe_customer_work (mode, customer_id, due_at)
      VALUES ('test', ?, now() + interval '1 hour')
      ON CONFLICT (mode, customer_id) DO UPDATE SET due_at = stripe_customer_work.due_at
      """;

  private static final String HOLD_EVENT =
      "UPDATE stripe_event SET status = status WHERE event_id = ?";

  private static final String HOLD_SUBSCRIPTION =
      "UPDATE stripe_subscription SET status = status WHERE subscription_id = ?";

  private final Instant start = Instant.now().minusSeconds(3_600);
  private Site site;
  private Sql sql;
  private String price;
  private TestGroup group;
  private Payer payer;
  private String event;

  @BeforeEach
  void somebody_has_paid(Site given) {
    site = given;
    sql = new Sql(site.database());
    price = site.sandbox().price();
    group = site.groupSoldBy(price);
    payer = site.payer(price);
    event = isToldOf(payer, "active");
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
  }

  @Test
  void a_replay_holds_no_event_while_it_waits_for_the_customer() {
    try (var worker = site.otherTransaction()) {
      worker.changes(HOLD_CUSTOMER, payer.customer());
      meanwhile(
          () -> site.admin().post("/stripe/events/" + event + "/replay").expect(200),
          worker,
          HOLD_EVENT,
          event);
    }

    Patience.until(LONG, () -> assertThat(statusOf(event)).isEqualTo("done"));
  }

  @Test
  void a_link_holds_no_event_that_waited_for_it_while_it_waits_for_the_customer() {
    var stranger = site.payer(price);
    var told = stranger.becomes("active", start);
    ((ObjectNode) told.at("/data/object")).remove("metadata");
    var parked = isTold(told);
    Patience.until(LONG, () -> assertThat(statusOf(parked)).isEqualTo("parked"));
    try (var worker = site.otherTransaction()) {
      worker.changes(HOLD_CUSTOMER, stranger.customer());
      meanwhile(
          () -> site.admin().post("/stripe/reconcile", Map.of("dry_run", false)).expect(201),
          worker,
          HOLD_EVENT,
          parked);
    }

    Patience.until(LONG, () -> assertThat(statusOf(parked)).isEqualTo("done"));
    assertThat(stranger.member().isIn(group)).isTrue();
  }

  @Test
  void a_check_at_the_end_of_a_period_holds_no_subscription_while_it_waits_for_the_customer() {
    try (var worker = site.otherTransaction()) {
      worker.changes(HOLD_CUSTOMER, payer.customer());
      sql.run("UPDATE stripe_subscription SET next_check_at = now() - interval '1 minute'");
      meanwhile(
          () ->
              sql.run(
                  "UPDATE scheduled_tasks SET execution_time = now()"
                      + " WHERE task_name = 'stripe_period_ends'"),
          worker,
          HOLD_SUBSCRIPTION,
          payer.subscriptionId());
    }

    Patience.until(LONG, () -> assertThat(checks()).isEqualTo("0"));
  }

  @Test
  void claims_are_given_back_in_the_order_in_which_they_are_taken() {
    sql.run("DELETE FROM stripe_customer_work");
    for (var customer : List.of("cus_second", "cus_first")) {
      sql.run(
          """
          INSERT INTO stripe_event (event_id, type, mode, created_at, received_at, status, attempts,
                                    next_attempt_at, customer_id, body)
          VALUES ('evt_of_%1$s', 'customer.subscription.updated', 'test', now(), now(), 'failed', 1,
                  now() + interval '1 hour', '%1$s', '{}');
          INSERT INTO stripe_customer_work (mode, customer_id, due_at)
          VALUES ('test', '%1$s', now() + interval '1 hour');
          """
              .formatted(customer));
    }
    try (var reader = site.otherTransaction();
        var worker = site.otherTransaction()) {
      reader.run("LOCK TABLE stripe_event");
      sql.run(
          """
          UPDATE stripe_customer_work
             SET due_at = now() - CASE customer_id WHEN 'cus_second' THEN interval '2 minutes'
                                                   ELSE interval '1 minute' END
          """);
      reader.awaitWaiter();
      worker.changes(HOLD_CUSTOMER, "cus_first");
      reader.commit();
      worker.awaitWaiter();
      worker.changesAtOnce(HOLD_CUSTOMER, "cus_second");
      worker.commit();
    }

    Patience.until(LONG, () -> assertThat(claimed()).isEqualTo("0"));
  }

  @Test
  void an_event_does_not_wait_as_long_as_a_wish_that_cannot_be_fulfilled() {
    site.line().fails(payer.customer(), 503, Map.of("Retry-After", "3600"));
    var second = isToldOf(payer, "active");
    Patience.until(LONG, () -> assertThat(statusOf(second)).isEqualTo("failed"));
    sql.run(
        "UPDATE stripe_event SET next_attempt_at = now() + interval '8 seconds'"
            + " WHERE status = 'failed'");
    sql.run(
        "UPDATE stripe_customer_work"
            + " SET due_at = now(), read_wanted_at = now(), read_cause = 'a wish'");
    Patience.until(() -> assertThat(tries()).isEqualTo("1"));

    site.line().isMended();

    Patience.until(LONG, () -> assertThat(statusOf(second)).isEqualTo("done"));
  }

  @Test
  void who_reads_less_than_was_wished_leaves_the_wish_open() {
    Patience.until(() -> assertThat(works()).isEqualTo("0"));
    sql.run(
        """
        INSERT INTO stripe_customer_work (mode, customer_id, due_at, read_wanted_at, read_cause)
        VALUES ('test', '%s', now() + interval '1 hour', now(), 'a wish')
        """
            .formatted(payer.customer()));
    site.sandbox().delete("/v1/subscriptions/" + payer.subscriptionId());

    site.admin().post("/stripe/reconcile", Map.of("dry_run", false)).expect(201);

    assertThat(payer.member().groups()).isEmpty();
    Patience.until(() ->
        assertThat(site.line().callsAbout("/v1/checkout/sessions?"))
            .anyMatch(call -> call.contains(payer.customer())));
  }

  @Test
  void few_wait_for_a_customer_at_a_time_and_ask_ever_more_rarely() {
    var known = payer.member();
    site.admin().put("/members/" + known.id(), known.credentials()).expect(200);
    var member = known.logsIn(site.apiSelling(price));
    Patience.until(() -> assertThat(works()).isEqualTo("0"));
    sql.run(
        """
        INSERT INTO stripe_customer_work (mode, customer_id, due_at, lease_until)
        VALUES ('test', '%s', now() + interval '1 hour', now() + interval '1 hour')
        """
            .formatted(payer.customer()));
    var before = fences();
    var quick = new AtomicInteger();

    Crowd.each(
        12,
        IntStream.range(0, 12).boxed().toList(),
        any -> {
          var began = System.nanoTime();
          member.calls("cancel").expectFailure(503, "stripe_busy");
          if (System.nanoTime() - began < Duration.ofSeconds(3).toNanos()) {
            quick.incrementAndGet();
          }
        });

    assertThat(quick.get()).isBetween(1, 11);
    // Every look takes a number.
    assertThat(fences() - before).isLessThan(100);
    sql.run("UPDATE stripe_customer_work SET lease_until = NULL");
    member.calls("cancel").expect(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_event_that_nobody_is_about_to_work_on_is_taken_up_when_it_comes_again(boolean settled) {
    var told = payer.becomes(settled ? "active" : "unpaid", start.plusSeconds(5));
    var left = isTold(told);
    Patience.until(() -> assertThat(statusOf(left)).isEqualTo("done"));
    sql.run(
        "UPDATE stripe_event SET status = 'pending', next_attempt_at = received_at"
            + " WHERE event_id = '"
            + left
            + "'");

    site.webhooks().deliver(told).expect(200);

    Patience.until(() -> assertThat(statusOf(left)).isEqualTo("done"));
  }

  /** The worker gets what it still needs, though somebody waits for it. */
  private static void meanwhile(
      Runnable act, OtherTransaction worker, String hold, String parameter) {
    Crowd.each(
        2,
        List.<Runnable>of(
            act,
            () -> {
              worker.awaitWaiter();
              worker.changesAtOnce(hold, parameter);
              worker.commit();
            }),
        Runnable::run);
  }

  private String isToldOf(Payer somebody, String status) {
    return isTold(somebody.becomes(status, start));
  }

  private String isTold(ObjectNode told) {
    site.webhooks().deliver(told).expect(200);
    return told.path("id").textValue();
  }

  private String statusOf(String id) {
    return sql.value("SELECT status FROM stripe_event WHERE event_id = '" + id + "'");
  }

  private String works() {
    return sql.value(
        "SELECT count(*) FROM stripe_customer_work WHERE customer_id = '%s'"
            .formatted(payer.customer()));
  }

  private long fences() {
    return Long.parseLong(sql.value("SELECT last_value FROM stripe_claim_fence"));
  }

  private String checks() {
    return sql.value("SELECT count(*) FROM stripe_subscription WHERE next_check_at < now()");
  }

  private String claimed() {
    return sql.value("SELECT count(*) FROM stripe_customer_work WHERE lease_until IS NOT NULL");
  }

  private String tries() {
    return sql.value("SELECT max(read_attempts) FROM stripe_customer_work");
  }
}
