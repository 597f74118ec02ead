package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.event;
import static dev.karamon.server.testing.Webhooks.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Genuine events that are not for us, or that are odd: kept with a reason, and of no effect. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class ForeignEventsIT {
  private static final String CUSTOMER = "\"customer\":\"cus_Nobody0knows\"";

  private final Site site;
  private final Webhooks webhooks;

  ForeignEventsIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invoice.will_be_late",
        "customer",
        "a.b.c.d.e.f",
        "_",
        "...",
        "v1.charge.captured"
      })
  void types_that_nobody_knows(String type) {
    ignored(event(type, Instant.now(), object().put("customer", "cus_1")).toString());
  }

  static Stream<String> thinEvents() {
    return Stream.of(
        "{\"id\":\"@\",\"object\":\"v2.core.event\"}",
        "{\"id\":\"@\",\"object\":\"v2.core.event\",\"type\":\"v2.core.account.updated\","
            + "\"created\":\"2026-01-01T00:00:00.000Z\",\"livemode\":false,\"reason\":null,"
            + "\"related_object\":{\"id\":\"acct_1\",\"type\":\"v2.core.account\",\"url\":\"/x\"}}",
        "{\"id\":\"@\",\"object\":\"v2.core.event\",\"type\":7,\"created\":[],\"livemode\":\"no\"}",
        "{\"id\":\"@\",\"object\":\"v2.core.event\",\"type\":\"customer.subscription.deleted\","
            + "\"livemode\":false,\"data\":{\"object\":{\"id\":\"sub_1\"}}}");
  }

  @ParameterizedTest
  @MethodSource("thinEvents")
  void thin_events(String json) {
    ignored(json.replace("@", newId()));
  }

  static Stream<Arguments> odd() {
    return Stream.of(
        Arguments.of("no customer", "\"note\":null"),
        Arguments.of("null as the customer", "\"customer\":null"),
        Arguments.of("a number as the customer", "\"customer\":7"),
        Arguments.of("a list as the customer", "\"customer\":[]"),
        Arguments.of("an empty object as the customer", "\"customer\":{}"),
        Arguments.of("a NUL in the customer", "\"customer\":\"cus_\\u0000\""),
        Arguments.of("half a pair in the customer", "\"customer\":\"cus_\\ud800\""),
        Arguments.of("a customer of 10,000 letters", "\"customer\":\"" + "c".repeat(10_000) + "\""),
        Arguments.of("a NUL in a note", CUSTOMER + ",\"note\":\"a\\u0000b\""),
        Arguments.of("half a pair in a note", CUSTOMER + ",\"note\":\"a\\ud800b\""),
        Arguments.of("a number beyond all bounds", CUSTOMER + ",\"amount\":1e400"),
        Arguments.of("a number near to nothing", CUSTOMER + ",\"amount\":-1e-400"),
        Arguments.of("an integer of 90 digits", CUSTOMER + ",\"amount\":" + "9".repeat(90)),
        Arguments.of("50 levels", CUSTOMER + ",\"deep\":" + "[".repeat(50) + "]".repeat(50)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void odd_values_in_an_event_of_a_subscription(String what, String fields) {
    var rows = site.tables().rows();
    var id = newId();

    webhooks.deliver(subscriptionEvent(id, fields)).expect(200);

    Patience.until(() -> assertThat(kept(id).at("/status").textValue()).isIn("ignored", "parked"));
    assertThat(kept(id).at("/reason").textValue()).isNotBlank();
    site.admin().get("/stripe/events?per_page=100").expect(200);
    for (var table : new String[] {"stripe_subscription", "membership_grant", "audit", "member"}) {
      assertThat(site.tables().rows().get(table)).as(table).isEqualTo(rows.get(table));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void odd_values_in_an_event_that_is_ignored(String what, String fields) {
    ignored(subscriptionEvent(newId(), fields).replace("customer.subscription.", "other."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"acct_\\u0000\"", "{}", "[]"})
  void an_odd_account(String account) {
    var id = newId();
    var body =
        subscriptionEvent(id, CUSTOMER).replace("{\"id\"", "{\"account\":" + account + ",\"id\"");

    webhooks.deliver(body).expect(200);

    Patience.until(() -> assertThat(kept(id).at("/status").textValue()).isIn("ignored", "parked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"pi_\\u0000\"", "\"pi_\\ud800\"", "\"\"", "{}", "[]"})
  void an_odd_payment(String payment) {
    for (var type : new String[] {"charge.refunded", "charge.dispute.closed"}) {
      ignored(
          subscriptionEvent(newId(), "\"payment_intent\":" + payment)
              .replace("customer.subscription.updated", type));
    }
  }

  @Test
  void every_time_there_is_can_be_shown() {
    for (var created : new long[] {0, 1, 253_402_300_799L}) {
      var event = event("charge.succeeded", Instant.ofEpochSecond(created), object());

      ignored(event.toString());

      assertThat(kept(event.path("id").textValue()).at("/created").textValue())
          .isEqualTo(Instant.ofEpochSecond(created).toString());
    }
  }

  private void ignored(String body) {
    webhooks.deliver(body).expect(200);
    var kept = kept(json(body).path("id").textValue());
    assertThat(kept.at("/status").textValue()).isEqualTo("ignored");
    assertThat(kept.at("/reason").textValue()).isNotBlank();
  }

  private Answer kept(String id) {
    return site.admin().get("/stripe/events/" + id).expect(200);
  }

  private static String subscriptionEvent(String id, String fields) {
    var object =
        "{\"id\":\"sub_1\",\"object\":\"subscription\",\"status\":\"active\"," + fields + "}";
    return "{\"id\":\""
        + id
        + "\",\"object\":\"event\",\"type\":\"customer.subscription.updated\","
        + "\"created\":"
        + Instant.now().getEpochSecond()
        + ",\"livemode\":false,\"data\":{\"object\":"
        + object
        + "}}";
  }

  private static String newId() {
    return "evt_" + UUID.randomUUID().toString().replace("-", "");
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
