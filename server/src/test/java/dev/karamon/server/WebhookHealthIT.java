package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Sql;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether events come, and what becomes of those that failed. */
@KaramonTest
class WebhookHealthIT {
  private final Site site;
  private final Sql sql;

  WebhookHealthIT(Site site) {
    this.site = site;
    this.sql = new Sql(site.database());
  }

  @Test
  void all_is_well_while_stripe_sends_everything() {
    var health = health();

    assertThat(health.path("state").textValue()).as(health.toString()).isEqualTo("ok");
    assertThat(health.at("/endpoint/enabled").booleanValue()).isTrue();
    assertThat(health.at("/endpoint/missing_types").isEmpty()).isTrue();
    assertThat(health.path("clock_skew_seconds").longValue()).isBetween(-5L, 5L);
    assertThat(health.path("last_events")).hasSizeGreaterThan(5);
  }

  @Test
  void the_newest_event_of_a_type_is_shown_with_its_age() {
    site.member().logsIn(site.shop().api()).subscribes();

    Patience.until(() -> {
      var last = lastOf("customer.subscription.created");
      assertThat(last.path("received_at").isTextual()).isTrue();
      assertThat(last.path("age_seconds").longValue()).isBetween(0L, 60L);
    });
    assertThat(lastOf("charge.dispute.closed").path("age_seconds").isNull()).isTrue();
  }

  @Test
  void an_endpoint_that_stripe_has_disabled_is_named() {
    var endpoint = health().at("/endpoint/id").textValue();
    site.sandbox().post("/v1/webhook_endpoints/" + endpoint, Map.of("disabled", "true"));

    assertThat(health().path("state").textValue()).isEqualTo("endpoint_disabled");

    site.admin().post("/integrations/stripe/test/webhook").expect(200);
    assertThat(health().path("state").textValue()).isEqualTo("ok");
  }

  @Test
  void types_that_stripe_does_not_send_are_named() {
    var endpoint = health().at("/endpoint/id").textValue();
    site.sandbox()
        .post(
            "/v1/webhook_endpoints/" + endpoint,
            Map.of("enabled_events[0]", "customer.subscription.created"));

    var health = health();

    assertThat(health.path("state").textValue()).isEqualTo("event_types_missing");
    assertThat(health.at("/endpoint/missing_types").toString())
        .contains("customer.subscription.deleted");
    site.admin().post("/integrations/stripe/test/webhook").expect(200);
  }

  @Test
  void all_that_failed_can_be_applied_again_at_once() {
    var member = site.member().logsIn(site.shop().api());
    member.subscribes();
    Patience.until(
        () -> assertThat(events(member.member().id(), "done")).isGreaterThanOrEqualTo(2));
    sql.run("UPDATE stripe_event SET status = 'dead', reason = 'for a test' WHERE status = 'done'");
    assertThat(health().path("state").textValue()).isEqualTo("dead_events");

    var replayed = site.admin().post("/stripe/events/replay").expect(200);

    assertThat(replayed.at("/replayed").longValue()).isGreaterThanOrEqualTo(2);
    Patience.until(() -> assertThat(events(member.member().id(), "dead")).isZero());
    Patience.until(
        () -> assertThat(events(member.member().id(), "done")).isGreaterThanOrEqualTo(2));
  }

  private long events(long member, String status) {
    return site.admin()
        .get("/stripe/events?status=" + status + "&member_id=" + member)
        .expect(200)
        .at("/total")
        .longValue();
  }

  private JsonNode health() {
    return site.admin().get("/integrations/stripe/test/webhook").expect(200).json();
  }

  private JsonNode lastOf(String type) {
    for (var last : health().path("last_events")) {
      if (last.path("type").textValue().equals(type)) {
        return last;
      }
    }
    throw new AssertionError("Nothing is said of " + type);
  }
}
