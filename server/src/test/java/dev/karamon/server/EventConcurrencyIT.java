package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Two servers on one inbox, and events that come at the same time. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE, durable = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EventConcurrencyIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Longer than anybody may work on a customer without being followed by somebody else. */
  private static final Duration LEASE = Duration.ofSeconds(61);

  private Site site;
  private Node second;
  private Webhooks here;
  private Webhooks there;
  private String price;
  private TestGroup group;
  private final Instant start = Instant.now().minusSeconds(3_600);
  private Map<String, Long> eventsBefore = Map.of();

  @BeforeAll
  void start_the_second(Site given) {
    site = given;
    here = site.webhooks();
    second = site.anotherNode();
    there = here.to(second.url());
    price = site.sandbox().price();
    group = site.groupSoldBy(price);
  }

  @AfterAll
  void stop_both_and_find_no_deadlock() {
    // PostgreSQL counts what a connection saw when that is idle for long, or closed.
    second.close();
    site.node().close();
    assertThat(site.tables().deadlocks()).isZero();
  }

  @BeforeEach
  void remember_what_is_there() {
    eventsBefore = site.tables().events();
  }

  @Test
  void the_same_event_twenty_times_at_once_is_one_event_with_one_effect() {
    var payer = site.payer(price);
    var event = payer.becomes("active", start);

    Crowd.each(20, senders(20), to -> to.deliver(event).expect(200));

    expectDone(1);
    assertThat(payer.member().isIn(group)).isTrue();
    assertThat(added(payer)).isEqualTo(1);
    assertThat(removed(payer)).isZero();
  }

  @Test
  void a_stream_to_two_servers_is_applied_once_and_nothing_is_lost() {
    var payers = site.payers(30, price);
    var stream = new ArrayList<ObjectNode>();
    for (var second = 0; second < 8; second++) {
      for (var payer : payers) {
        stream.add(payer.becomes(second < 2 ? "incomplete" : "active", start.plusSeconds(second)));
      }
    }

    Crowd.each(16, stream, event -> either(event).deliverUntilTaken(event));

    expectDone(stream.size());
    for (var payer : payers) {
      assertThat(payer.member().isIn(group)).isTrue();
      assertThat(added(payer)).isEqualTo(1);
      assertThat(removed(payer)).isZero();
    }
  }

  @Test
  void what_was_read_earlier_and_is_written_later_loses() {
    var payer = site.payer(price);
    here.deliver(payer.becomes("active", start)).expect(200);
    expectDone(1);
    var read = site.line().holdsOnce("/v1/subscriptions");
    here.deliver(payer.becomes("active", start)).expect(200);
    read.awaitAnswer();

    site.sandbox().delete("/v1/subscriptions/" + payer.subscriptionId());
    there.deliver(payer.ends(Instant.now().plusSeconds(5))).expect(200);
    site.clock().passes(LEASE);
    Patience.until(LONG, () -> assertThat(payer.member().groups()).isEmpty());
    read.release();

    expectDone(3);
    assertThat(payer.member().groups()).isEmpty();
    assertThat(added(payer)).isEqualTo(1);
    assertThat(removed(payer)).isEqualTo(1);
  }

  @Test
  void a_reading_loses_its_claim_for_good_though_the_customer_was_claimed_anew_since() {
    var oneTime = site.sandbox().oneTimePrice();
    var shop = new Shop(oneTime, site.groupSoldBy(oneTime), site.apiSelling(oneTime));
    var member = site.member();
    var page = member.logsIn(shop.api()).calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    var payment = session.path("payment_intent").textValue();
    var refund =
        Webhooks.object()
            .put("object", "charge")
            .put("customer", session.path("customer").textValue())
            .put("payment_intent", payment);
    var paid = site.line().holds(session.path("id").textValue());
    here.deliver(Webhooks.event("checkout.session.completed", start, session)).expect(200);
    paid.awaitAnswer();

    site.line().isMended();
    site.sandbox().post("/v1/refunds", Map.of("payment_intent", payment));
    site.clock().passes(LEASE);
    there.deliver(Webhooks.event("charge.refunded", start.plusSeconds(1), refund)).expect(200);
    expectDone(2);
    var again = site.line().holds(refund.path("customer").textValue());
    there.deliver(Webhooks.event("charge.refunded", start.plusSeconds(2), refund)).expect(200);
    again.awaitAnswer();
    paid.release();

    site.line().isMended();
    again.release();
    expectDone(3);
    assertThat(member.groups()).isEmpty();
    assertThat(member.audit().path("items").findValuesAsText("action"))
        .doesNotContain("grant.added");
  }

  @Test
  void two_customers_of_one_member_that_are_heard_of_at_once_are_both_linked() {
    var events = new ArrayList<ObjectNode>();
    for (var payer : site.payers(20, price)) {
      var note = Map.of("metadata[karamon_member_id]", Long.toString(payer.member().id()));
      var second = site.sandbox().subscription(site.sandbox().customer(Map.of()), price, note);
      events.add(payer.becomes("active", start));
      events.add(Webhooks.event("customer.subscription.updated", start, second));
    }

    Crowd.each(40, events, event -> either(event).deliverUntilTaken(event));

    expectDone(40);
  }

  @Test
  void an_event_that_waited_for_another_transaction_is_held_against_what_that_has_left() {
    var payer = site.payer(price);
    here.deliver(payer.becomes("active", start)).expect(200);
    expectDone(1);
    var item = payer.subscription().at("/items/data/0/id").textValue();
    try (var other = site.otherTransaction()) {
      other.changes(
          "UPDATE stripe_subscription SET known_at = known_at + interval '1 second',"
              + " covered_at = covered_at + interval '1 second' WHERE subscription_id = ?",
          payer.subscriptionId());
      other.changes("UPDATE stripe_subscription_item SET quantity = 7 WHERE item_id = ?", item);
      Crowd.each(
          2,
          List.<Runnable>of(
              () -> here.deliver(payer.becomes("active", start.plusSeconds(9))).expect(200),
              () -> {
                other.awaitWaiter();
                other.commit();
              }),
          Runnable::run);
    }

    expectDone(2);
    assertThat(site.tables().quantity(item)).isEqualTo(1);
    assertThat(payer.member().isIn(group)).isTrue();
  }

  @Test
  void customers_in_opposite_order_do_not_wait_for_each_other_forever() {
    var payers = site.payers(20, price);
    var backwards = new ArrayList<>(payers);
    Collections.reverse(backwards);

    for (var round = 0; round < 10; round++) {
      var at = start.plusSeconds(10L * round);
      Crowd.each(
          2,
          List.of(true, false),
          forwards ->
              Crowd.each(
                  20,
                  forwards ? payers : backwards,
                  payer ->
                      (forwards ? here : there)
                          .deliverUntilTaken(
                              payer.becomes("active", at.plusSeconds(forwards ? 0 : 1)))));
    }

    expectDone(400);
    payers.forEach(payer -> assertThat(payer.member().isIn(group)).isTrue());
  }

  @Test
  void a_burst_that_has_to_be_asked_about_asks_about_twice_a_customer() {
    var payers = site.payers(50, price);
    var burst = new ArrayList<ObjectNode>();
    for (var nth = 0; nth < 10; nth++) {
      for (var payer : payers) {
        burst.add(payer.becomes(nth % 2 == 0 ? "unpaid" : "active", start));
      }
    }

    Crowd.each(32, burst, here::deliverUntilTaken);

    expectDone(burst.size());
    var asked = new HashMap<String, Integer>();
    for (var payer : payers) {
      asked.put(payer.customer(), site.line().callsAbout(payer.customer()).size());
      assertThat(payer.member().isIn(group)).isTrue();
    }
    assertThat(asked.values()).allSatisfy(times -> assertThat(times).isBetween(1, 4));
    assertThat(asked.values().stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(110);
  }

  @Test
  void of_events_written_together_each_is_applied_left_to_be_asked_about_or_ignored() {
    var known = site.payers(8, price);
    known.forEach(payer -> here.deliver(payer.becomes("active", start)).expect(200));
    expectDone(8);
    var strangers = site.payers(8, price);
    var together = new ArrayList<ObjectNode>();
    for (var nth = 0; nth < 8; nth++) {
      together.add(known.get(nth).becomes("unpaid", start.plusSeconds(5)));
      together.add(strangers.get(nth).becomes("active", start.plusSeconds(5)));
      together.add(Webhooks.event("invoice.will_be_late", start, Webhooks.object()));
    }
    try (var other = site.otherTransaction()) {
      other.changes(
          "UPDATE stripe_subscription SET status = status WHERE subscription_id = ?",
          known.getFirst().subscriptionId());
      var acts = new ArrayList<Runnable>();
      together.forEach(event -> acts.add(() -> here.deliver(event).expect(200)));
      acts.add(() -> {
        other.awaitWaiter();
        other.commit();
      });
      Crowd.each(acts.size(), acts, Runnable::run);
    }

    expectMore(Map.of("done", 24L, "ignored", 8L));
    known.forEach(payer -> assertThat(payer.member().groups()).isEmpty());
    strangers.forEach(payer -> assertThat(payer.member().isIn(group)).isTrue());
  }

  private void expectDone(long more) {
    expectMore(Map.of("done", more));
  }

  private void expectMore(Map<String, Long> more) {
    var expected = new HashMap<>(eventsBefore);
    more.forEach((status, count) -> expected.merge(status, count, Long::sum));
    Patience.until(LONG, () -> assertThat(site.tables().events()).isEqualTo(expected));
  }

  private Webhooks either(ObjectNode event) {
    return event.path("id").textValue().hashCode() % 2 == 0 ? here : there;
  }

  private List<Webhooks> senders(int count) {
    var senders = new ArrayList<Webhooks>();
    for (var nth = 0; nth < count; nth++) {
      senders.add(nth % 2 == 0 ? here : there);
    }
    return senders;
  }

  private static long added(Payer payer) {
    return audited(payer, "grant.added");
  }

  private static long removed(Payer payer) {
    return audited(payer, "grant.removed");
  }

  private static long audited(Payer payer, String action) {
    return payer.member().audit().path("items").findValuesAsText("action").stream()
        .filter(action::equals)
        .count();
  }
}
