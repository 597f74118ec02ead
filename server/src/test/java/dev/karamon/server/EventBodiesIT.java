package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies of events that come together are kept together, and each is what was sent. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class EventBodiesIT {
  private static final int TOGETHER = 40;

  /** A body of several bytes for a character, so that counting characters would show. */
  private static final String NAME = "Zoë 山田";

  private static final Duration LONG = Duration.ofSeconds(40);

  private static final String LONG_AGO =
      """
      UPDATE stripe_event SET created_at = created_at - interval '200 days',
                              received_at = received_at - interval '200 days';
      UPDATE stripe_event_bundle SET first_received_at = first_received_at - interval '200 days',
                                     last_received_at = last_received_at - interval '200 days';
      """;

  private final Site site;
  private final Instant start = Instant.now().minusSeconds(3_600);

  EventBodiesIT(Site site) {
    this.site = site;
  }

  @Test
  void each_shows_what_was_sent() {
    var events = arriveTogether();

    assertThat(bundled(events)).hasSizeGreaterThan(TOGETHER / 2);
    assertThat(events).allSatisfy(this::expectKeptAsSent);
  }

  @Test
  void each_can_be_applied_again() {
    var events = arriveTogether();

    for (var event : events) {
      site.admin().post("/stripe/events/" + id(event) + "/replay").expect(200);
    }

    expectDone(events);
  }

  @Test
  void those_that_come_again_are_not_kept_twice() {
    var events = arriveTogether();
    var bundles = bundles();

    send(events);

    assertThat(bundles()).isEqualTo(bundles);
    assertThat(events).allSatisfy(this::expectKeptAsSent);
  }

  @Test
  void a_large_one_is_kept_by_itself() {
    var events = events();
    for (var event : events.subList(0, TOGETHER / 2)) {
      ((ObjectNode) event.at("/data/object/metadata")).put("long", "x".repeat(20_000));
    }

    send(events);

    expectDone(events);
    assertThat(bundled(events.subList(0, TOGETHER / 2))).isEmpty();
    assertThat(events).allSatisfy(this::expectKeptAsSent);
  }

  @Test
  void a_bundle_goes_with_the_last_of_its_events() {
    var events = arriveTogether();
    site.execute(
        "UPDATE stripe_event SET status = 'dead' WHERE event_id = '%s'"
            .formatted(bundled(events).getLast()));
    site.execute(LONG_AGO);

    forgetOldEvents();
    Patience.until(LONG, () -> assertThat(bundles()).isOne());
    assertThat(site.tables().events()).containsOnlyKeys("dead");

    site.execute("UPDATE stripe_event SET status = 'done'");
    forgetOldEvents();
    Patience.until(LONG, () -> assertThat(bundles()).isZero());
  }

  private void forgetOldEvents() {
    site.execute(
        "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'stripe_old_events'");
  }

  private List<ObjectNode> arriveTogether() {
    var events = events();
    send(events);
    expectDone(events);
    return events;
  }

  private List<ObjectNode> events() {
    var price = site.sandbox().price();
    site.groupSoldBy(price);
    return site.payers(TOGETHER, price).stream()
        .map(payer -> {
          var event = payer.becomes("active", start);
          ((ObjectNode) event.at("/data/object/metadata")).put("name", NAME + payer.customer());
          return event;
        })
        .toList();
  }

  private void send(List<ObjectNode> events) {
    var webhooks = site.webhooks();
    Crowd.each(TOGETHER, events, event -> webhooks.deliver(event).expect(200));
  }

  private void expectDone(List<ObjectNode> events) {
    Patience.until(
        LONG,
        () ->
            assertThat(events)
                .allSatisfy(
                    event -> assertThat(kept(event).path("status").textValue()).isEqualTo("done")));
  }

  private void expectKeptAsSent(ObjectNode event) {
    assertThat(kept(event).path("payload").toString()).isEqualTo(event.toString());
  }

  private JsonNode kept(ObjectNode event) {
    return site.admin().get("/stripe/events/" + id(event)).expect(200).json();
  }

  private long bundles() {
    return site.tables().rows().getOrDefault("stripe_event_bundle", -1L);
  }

  private List<String> bundled(List<ObjectNode> events) {
    return events.stream()
        .map(EventBodiesIT::id)
        .filter(site.tables().bundled()::contains)
        .toList();
  }

  private static String id(JsonNode event) {
    return event.path("id").textValue();
  }
}
