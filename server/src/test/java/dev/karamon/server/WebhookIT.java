package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.SECRET;
import static dev.karamon.server.testing.Webhooks.event;
import static dev.karamon.server.testing.Webhooks.hmac;
import static dev.karamon.server.testing.Webhooks.object;
import static dev.karamon.server.testing.Webhooks.signature;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted as an event of Stripe, and what is not. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class WebhookIT {
  private final Site site;
  private final Webhooks webhooks;

  WebhookIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
  }

  @Test
  void an_event_with_the_right_signature_is_kept() {
    var event = charge();

    var answer = webhooks.deliver(event).expect(200);

    assertThat(answer.json()).isEqualTo(object().put("received", true));
    var kept = kept(event).expect(200);
    assertThat(kept.fieldNames())
        .contains(
            "event_id",
            "type",
            "livemode",
            "created",
            "received_at",
            "status",
            "reason",
            "attempts",
            "customer_id",
            "payload");
    assertThat(kept.at("/event_id")).isEqualTo(event.path("id"));
    assertThat(kept.at("/livemode").booleanValue()).isFalse();
    assertThat(kept.at("/payload").toString()).isEqualTo(event.toString());
  }

  @Test
  void a_type_that_nothing_depends_on_is_ignored_with_the_reason() {
    var event = charge();

    webhooks.deliver(event).expect(200);

    assertThat(kept(event).at("/status").textValue()).isEqualTo("ignored");
    assertThat(kept(event).at("/reason").textValue()).contains("Events of this type");
  }

  @Test
  void an_event_of_the_other_mode_is_ignored_with_the_reason() {
    var event = subscriptionEvent().put("livemode", true);

    webhooks.deliver(event).expect(200);

    assertThat(kept(event).at("/status").textValue()).isEqualTo("ignored");
    assertThat(kept(event).at("/reason").textValue()).contains("mode");
    assertThat(kept(event).at("/livemode").booleanValue()).isTrue();
  }

  @Test
  void an_event_of_another_account_is_ignored_with_the_reason() {
    var event = subscriptionEvent().put("account", "acct_somebodyelse");

    webhooks.deliver(event).expect(200);

    assertThat(kept(event).at("/status").textValue()).isEqualTo("ignored");
    assertThat(kept(event).at("/reason").textValue()).contains("account");
  }

  @Test
  void a_thin_event_is_ignored_with_the_reason() {
    var event = object();
    event.put("id", "evt_thin1").put("object", "v2.core.event").put("type", "v1.billing.meter");

    webhooks.deliver(event).expect(200);

    assertThat(kept(event).at("/status").textValue()).isEqualTo("ignored");
  }

  @Test
  void an_event_that_comes_again_is_kept_once() {
    var event = charge();

    for (int i = 0; i < 3; i++) {
      webhooks.deliver(event).expect(200);
    }

    assertThat(countOf(event)).isEqualTo(1);
  }

  @Test
  void a_forged_signature_is_refused_and_leaves_no_trace() {
    var event = charge();
    var time = Instant.now();

    refused(event, signature("whsec_somebody0elses0secret", time, event.toString()));
    refused(event, "t=" + time.getEpochSecond() + ",v1=" + "0".repeat(64));

    kept(event).expectProblem(404, "not_found");
  }

  @Test
  void a_body_that_was_changed_is_refused() {
    var event = charge();
    var signature = signature(SECRET, Instant.now(), event.toString());

    webhooks
        .send(event.toString().replace("charge.", "refund."), signature)
        .expectProblem(400, "invalid_signature");
    webhooks.send(event + " ", signature).expectProblem(400, "invalid_signature");
  }

  @Test
  void an_event_without_a_signature_is_refused() {
    site.anybody().post(Webhooks.PATH, charge().toString()).expectProblem(400, "invalid_signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t=abc",
        "t=abc,v1=00",
        "t=1",
        "v1=00",
        "t=,v1=",
        "t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=-1,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=1,t=2,v1=0000000000000000000000000000000000000000000000000000000000000000",
        ",,,===",
        "nonsense"
      })
  void a_header_of_another_form_is_refused(String header) {
    refused(charge(), header);
  }

  @Test
  void a_header_of_ten_kilobytes_is_refused() {
    var event = charge();
    var right = signature(SECRET, Instant.now(), event.toString());

    refused(event, right + ",v1=" + "a".repeat(10_000));
    refused(event, right + (",v1=" + "0".repeat(64)).repeat(150));
  }

  @Test
  void an_old_signature_and_one_from_the_future_are_refused() {
    var event = charge();

    for (var distance : new Duration[] {Duration.ofMinutes(-6), Duration.ofMinutes(6)}) {
      refused(event, signature(SECRET, Instant.now().plus(distance), event.toString()));
    }
    for (var distance : new Duration[] {Duration.ofMinutes(-4), Duration.ofMinutes(4)}) {
      webhooks
          .send(event.toString(), signature(SECRET, Instant.now().plus(distance), event.toString()))
          .expect(200);
    }
  }

  @Test
  void any_of_several_signatures_is_enough() {
    var event = charge();
    var time = Instant.now();
    var right = hmac(SECRET, time, event.toString());
    var wrong = "0".repeat(64);

    for (var order :
        new String[] {"v1=" + wrong + ",v1=" + right, "v1=" + right + ",v1=" + wrong}) {
      webhooks.send(event.toString(), "t=" + time.getEpochSecond() + "," + order).expect(200);
    }
    refused(event, "t=" + time.getEpochSecond() + ",v0=" + right);
  }

  @Test
  void the_secret_of_before_is_accepted_until_it_is_removed() {
    var next = "whsec_the0next0secret0to0sign0with";
    var settings = "/integrations/stripe/test";
    site.admin().put(settings, Map.of("webhook_secret", next)).expect(200);
    var event = charge();

    for (var secret : new String[] {SECRET, next}) {
      webhooks
          .send(event.toString(), signature(secret, Instant.now(), event.toString()))
          .expect(200);
    }

    var secrets = site.admin().get("/integrations/stripe").at("/test/webhook_secrets");
    site.admin()
        .delete(settings + "/webhook_secrets/" + secrets.at("/0/id").longValue())
        .expect(204);
    refused(event, signature(next, Instant.now(), event.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "7",
        "\"text\"",
        "{\"id\":7}",
        "{\"id\":\"evt_1\"}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":\"now\",\"livemode\":false,\"data\":{\"object\":{}}}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":1,\"livemode\":\"no\",\"data\":{\"object\":{}}}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":1,\"livemode\":false,\"data\":[]}"
      })
  void signed_json_that_is_no_event_is_refused(String body) {
    webhooks.deliver(body).expectProblem(400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"id\":", "not json", "{\"id\":\"a\",\"id\":\"b\"}"})
  void signed_text_that_is_no_json_is_refused(String body) {
    webhooks.deliver(body).expectProblem(400, "invalid_json");
  }

  @Test
  void deep_nesting_is_refused() {
    webhooks.deliver("[".repeat(20_000)).expectProblem(400, "invalid_json");
  }

  @Test
  void a_nul_in_the_payload_is_kept_as_it_came() {
    var event = charge();
    ((ObjectNode) event.at("/data/object")).put("description", "a\0b");

    webhooks.deliver(event).expect(200);

    assertThat(kept(event).at("/payload").toString()).isEqualTo(event.toString());
  }

  @Test
  void a_body_that_says_it_is_too_large_is_refused_before_it_comes() {
    var answer =
        RawHttp.send(
            site.url(),
            RawHttp.head(
                site.url(),
                "POST",
                Webhooks.PATH,
                "Content-Length: " + (Node.WEBHOOK_MAX_BYTES + 1),
                "Stripe-Signature: t=1,v1=00"));

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body_too_large\"");
  }

  @Test
  void a_body_that_does_not_say_its_length_is_refused_once_it_is_too_large() {
    var chunk = "1000\n" + "x".repeat(0x1000) + "\n";
    var chunks = chunk.repeat(Node.WEBHOOK_MAX_BYTES / 0x1000 + 1);

    var answer =
        RawHttp.send(
            site.url(),
            RawHttp.head(site.url(), "POST", Webhooks.PATH, "Transfer-Encoding: chunked") + chunks);

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body_too_large\"");
  }

  @Test
  void a_body_of_just_the_right_size_is_read() {
    var event = charge();
    var rest = Node.WEBHOOK_MAX_BYTES - event.toString().length();

    webhooks.deliver(event + " ".repeat(rest)).expect(200);
  }

  @Test
  void events_are_posted_and_nothing_else() {
    for (var method : new String[] {"GET", "PUT", "DELETE"}) {
      var answer = site.anybody().send(method, Webhooks.PATH);
      answer.expectProblem(405, "method_not_allowed");
      assertThat(answer.header("Allow")).contains("POST");
    }
  }

  private void refused(ObjectNode event, String signature) {
    webhooks.send(event.toString(), signature).expectProblem(400, "invalid_signature");
  }

  private Answer kept(ObjectNode event) {
    return site.admin().get("/stripe/events/" + event.path("id").textValue());
  }

  private long countOf(ObjectNode event) {
    var all = site.admin().get("/stripe/events?per_page=100").expect(200).at("/items");
    return all.findValues("event_id").stream().filter(event.path("id")::equals).count();
  }

  private static ObjectNode charge() {
    var charge = object().put("id", "ch_1").put("object", "charge").put("customer", "cus_nobody1");
    return event("charge.succeeded", Instant.now(), charge);
  }

  private static ObjectNode subscriptionEvent() {
    var subscription =
        object().put("id", "sub_1").put("object", "subscription").put("customer", "cus_nobody1");
    return event("customer.subscription.updated", Instant.now(), subscription);
  }
}
