package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What events change, whatever order they come in. They are delivered by hand. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class SubscriptionEventsIT {
  private final Site site;
  private final Webhooks webhooks;
  private final Instant start = Instant.now().minusSeconds(3_600);

  SubscriptionEventsIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
  }

  /** A member who pays for a group at Stripe, of which nobody has told us. */
  private record Payer(TestMember member, TestGroup group, JsonNode subscription) {
    ObjectNode subscriptionWith(String status) {
      return ((ObjectNode) subscription.deepCopy()).put("status", status);
    }
  }

  private Payer payer() {
    var member = site.memberWithoutPassword();
    return payer(member, Map.of("metadata[karamon_member_id]", Long.toString(member.id())));
  }

  private Payer payer(TestMember member, Map<String, String> metadata) {
    var price = site.sandbox().price();
    var customer = site.sandbox().customer(Map.of());
    return new Payer(
        member, site.groupSoldBy(price), site.sandbox().subscription(customer, price, metadata));
  }

  @ParameterizedTest
  @CsvSource({
    "trialing, true",
    "active, true",
    "past_due, true",
    "incomplete, false",
    "incomplete_expired, false",
    "unpaid, false",
    "paused, false",
    "canceled, false"
  })
  void the_status_decides(String status, boolean in) {
    var payer = payer();

    deliver(event("customer.subscription.updated", start, payer.subscriptionWith(status)));

    assertThat(payer.member().isIn(payer.group())).isEqualTo(in);
  }

  @Test
  void a_status_that_is_not_known_changes_nothing() {
    var payer = payer();
    deliver(event("customer.subscription.created", start, payer.subscription()));

    deliver(event("customer.subscription.updated", at(10), payer.subscriptionWith("hibernating")));

    assertThat(payer.member().isIn(payer.group())).isTrue();
  }

  static Stream<List<String>> orders() {
    return permutations(List.of("created", "updated", "deleted")).stream();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void what_has_ended_stays_ended_in_every_order(List<String> order) {
    var payer = payer();
    var id = payer.subscription().path("id").textValue();
    site.sandbox().delete("/v1/subscriptions/" + id);

    for (var name : order) {
      deliver(
          switch (name) {
            case "created" -> event("customer.subscription.created", start, payer.subscription());
            case "updated" -> event("customer.subscription.updated", at(10), payer.subscription());
            default ->
                event("customer.subscription.deleted", at(20), payer.subscriptionWith("canceled"));
          });
    }

    assertThat(payer.member().groups()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void what_was_paid_later_counts_in_every_order(boolean inOrder) {
    var payer = payer();
    var created =
        event("customer.subscription.created", start, payer.subscriptionWith("incomplete"));
    var updated = event("customer.subscription.updated", at(2), payer.subscription());

    for (var next : inOrder ? List.of(created, updated) : List.of(updated, created)) {
      deliver(next);
    }

    assertThat(payer.member().isIn(payer.group())).isTrue();
  }

  @Test
  void events_of_the_same_second_are_settled_by_asking_stripe() {
    var payer = payer();

    webhooks
        .deliver(event("customer.subscription.updated", start, payer.subscriptionWith("unpaid")))
        .expect(200);
    deliver(event("customer.subscription.updated", start, payer.subscription()));

    Patience.until(() -> assertThat(payer.member().isIn(payer.group())).isTrue());
  }

  @Test
  void an_event_that_comes_again_changes_nothing() {
    var payer = payer();
    var created = event("customer.subscription.created", start, payer.subscription());
    deliver(created);
    var before = payer.member().audit();

    deliver(created);
    deliver(event("customer.subscription.updated", at(5), payer.subscription()));

    assertThat(payer.member().audit()).isEqualTo(before);
  }

  @Test
  void the_audit_log_names_the_event() {
    var payer = payer();
    var created = event("customer.subscription.created", start, payer.subscription());

    deliver(created);

    var entry = payer.member().audit().at("/items/0");
    assertThat(entry.path("action").textValue()).isEqualTo("grant.added");
    assertThat(entry.path("cause").textValue()).isEqualTo("event " + id(created));
    assertThat(entry.path("after").toString())
        .contains(Long.toString(payer.group().id()), "subscription");
  }

  @ParameterizedTest
  @CsvSource({"cancel_at_period_end", "cancel_at"})
  void what_is_scheduled_to_end_lasts_until_then(String how) {
    var payer = payer();
    var subscription = (ObjectNode) payer.subscription().deepCopy();
    var periodEnd = subscription.at("/items/data/0/current_period_end").longValue();
    if (how.equals("cancel_at")) {
      subscription.put("cancel_at", periodEnd).put("cancel_at_period_end", false);
    } else {
      subscription.put("cancel_at_period_end", true);
    }

    deliver(event("customer.subscription.updated", start, subscription));

    assertThat(payer.member().isIn(payer.group())).isTrue();
    assertThat(payer.member().view().at("/groups/0/grants/0/ends_at").textValue())
        .isEqualTo(Instant.ofEpochSecond(periodEnd).toString());
    assertThat(payer.member().view().at("/stripe/ends_on").textValue())
        .isEqualTo(Instant.ofEpochSecond(periodEnd).toString());
  }

  @Test
  void an_event_of_an_unknown_customer_waits_for_the_link_and_is_then_applied_by_itself() {
    var payer = payer(site.memberWithoutPassword(), Map.of());
    var early = event("customer.subscription.created", start, payer.subscription());
    deliver(early);
    assertThat(statusOf(early)).isEqualTo("parked");
    assertThat(kept(early).path("reason").textValue()).isNotBlank();
    assertThat(payer.member().groups()).isEmpty();

    var told = (ObjectNode) payer.subscription().deepCopy();
    told.putObject("metadata").put("karamon_member_id", Long.toString(payer.member().id()));
    deliver(event("customer.subscription.updated", at(5), told));

    Patience.until(() -> assertThat(statusOf(early)).isEqualTo("done"));
    assertThat(payer.member().isIn(payer.group())).isTrue();
    assertThat(kept(early).path("member_id").longValue()).isEqualTo(payer.member().id());
  }

  @Test
  void a_customer_whose_events_were_forgotten_before_the_link_is_read_once_it_is_there() {
    var payer = payer(site.memberWithoutPassword(), Map.of());
    var early = event("customer.subscription.created", start, payer.subscription());
    deliver(early);
    forgets(early);
    var price = site.sandbox().price();
    var note = Map.of("metadata[karamon_member_id]", Long.toString(payer.member().id()));
    var customer = payer.subscription().path("customer").textValue();
    var second = site.sandbox().subscription(customer, price, note);

    deliver(event("customer.subscription.created", at(5), second));

    Patience.until(() -> assertThat(payer.member().isIn(payer.group())).isTrue());
    assertThat(payer.member().audit().path("items").findValuesAsText("cause")).contains("linked");
  }

  private void forgets(ObjectNode event) {
    site.execute(
        """
        UPDATE stripe_event SET received_at = now() - interval '181 days',
                                created_at = now() - interval '181 days' WHERE event_id = '%s';
        UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'stripe_old_events';
        """
            .formatted(id(event)));
    Patience.until(
        Duration.ofSeconds(40), () -> site.admin().get("/stripe/events/" + id(event)).expect(404));
  }

  @Test
  void a_note_of_a_member_that_does_not_exist_links_nobody() {
    var payer =
        payer(site.memberWithoutPassword(), Map.of("metadata[karamon_member_id]", "99999999"));

    var event = event("customer.subscription.created", start, payer.subscription());
    deliver(event);

    assertThat(statusOf(event)).isEqualTo("parked");
  }

  @Test
  void an_event_that_cannot_be_applied_holds_up_nobody_else() {
    var lost = payer();
    var poison = (ObjectNode) lost.subscription().deepCopy();
    poison.put("customer", "cus_Stripe0knows0nothing0of").remove("items");
    var bad = event("customer.subscription.updated", start, poison);
    webhooks.deliver(bad).expect(200);
    var payer = payer();

    deliver(event("customer.subscription.created", start, payer.subscription()));

    assertThat(payer.member().isIn(payer.group())).isTrue();
    Patience.until(() -> assertThat(statusOf(bad)).isEqualTo("failed"));
    assertThat(kept(bad).path("attempts").intValue()).isPositive();
    assertThat(kept(bad).path("reason").textValue()).isNotBlank();
    assertThat(kept(bad).path("next_attempt_at").textValue()).isNotBlank();
  }

  @Test
  void an_event_can_be_applied_again() {
    var payer = payer();
    var created = event("customer.subscription.created", start, payer.subscription());
    deliver(created);
    var before = payer.member().audit().path("total");

    var replayed = site.admin().post("/stripe/events/" + id(created) + "/replay").expect(200);

    assertThat(replayed.at("/event_id").textValue()).isEqualTo(id(created));
    Patience.until(() -> assertThat(statusOf(created)).isEqualTo("done"));
    assertThat(payer.member().audit().path("total")).isEqualTo(before);
    assertThat(payer.member().isIn(payer.group())).isTrue();
  }

  @Test
  void an_event_that_an_older_version_stored_as_it_came_is_read() {
    var payer = payer();
    var created = event("customer.subscription.created", start, payer.subscription());
    deliver(created);
    site.execute(
        "UPDATE stripe_event SET body = convert_to('%s', 'UTF8') WHERE event_id = '%s'"
            .formatted(created, id(created)));

    site.admin().post("/stripe/events/" + id(created) + "/replay").expect(200);

    Patience.until(() -> assertThat(statusOf(created)).isEqualTo("done"));
    assertThat(kept(created).path("payload").toString()).isEqualTo(created.toString());
  }

  @Test
  void an_event_that_is_ignored_or_unknown_cannot_be_applied_again() {
    var charge = Webhooks.object().put("object", "charge").put("customer", "cus_any1");
    var ignored = event("charge.succeeded", start, charge);
    webhooks.deliver(ignored).expect(200);

    site.admin().post("/stripe/events/" + id(ignored) + "/replay").expectProblem(422, "refused");
    site.admin().post("/stripe/events/evt_nowhere/replay").expectProblem(404, "not_found");
    assertThat(statusOf(ignored)).isEqualTo("ignored");
  }

  @Test
  void a_checkout_of_which_only_the_completion_is_heard_counts() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var page = member.calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    assertThat(member.isIn(shop.group())).as("nothing was delivered").isFalse();
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());

    deliver(event("checkout.session.completed", Instant.now(), session));

    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void a_completion_counts_though_only_the_subscription_before_its_payment_was_heard_of() {
    var shop = site.shop();
    var member = site.member().logsIn(shop.api());
    var page = member.calls("checkout").expect(200);
    site.sandbox().pays(URI.create(page.at("/url").textValue()));
    var session = site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
    var subscription =
        site.sandbox().get("/v1/subscriptions/" + session.path("subscription").textValue());
    var unpaid = ((ObjectNode) subscription.deepCopy()).put("status", "incomplete");
    deliver(event("customer.subscription.created", start, unpaid));
    assertThat(member.isIn(shop.group())).isFalse();

    deliver(event("checkout.session.completed", at(60), session));

    assertThat(member.isIn(shop.group())).isTrue();
  }

  @Test
  void an_end_by_a_test_clock_that_is_behind_the_time_counts() {
    var payer = payer();
    var onClock = (ObjectNode) payer.subscription().deepCopy();
    onClock.put("test_clock", "clock_1");
    deliver(event("customer.subscription.created", start, onClock));
    assertThat(payer.member().isIn(payer.group())).isTrue();

    var ended = onClock.deepCopy().put("status", "canceled");
    deliver(event("customer.subscription.deleted", at(10), ended));

    assertThat(payer.member().groups()).isEmpty();
  }

  private void deliver(ObjectNode event) {
    webhooks.deliver(event).expect(200);
    Patience.until(() -> assertThat(statusOf(event)).isNotEqualTo("pending"));
  }

  private JsonNode kept(ObjectNode event) {
    return site.admin().get("/stripe/events/" + id(event)).expect(200).json();
  }

  private String statusOf(ObjectNode event) {
    return kept(event).path("status").textValue();
  }

  private static String id(ObjectNode event) {
    return event.path("id").textValue();
  }

  private Instant at(long seconds) {
    return start.plusSeconds(seconds);
  }

  private static List<List<String>> permutations(List<String> all) {
    if (all.isEmpty()) {
      return List.of(List.of());
    }
    var found = new ArrayList<List<String>>();
    for (var first : all) {
      var rest = new ArrayList<>(all);
      rest.remove(first);
      for (var tail : permutations(rest)) {
        var one = new ArrayList<String>();
        one.add(first);
        one.addAll(tail);
        found.add(List.copyOf(one));
      }
    }
    return found;
  }
}
