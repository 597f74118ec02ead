package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.object;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies under the right signature that are no events: refused, and nothing is written. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class HostileEventIT {
  private static final List<String> ANY_VALUE =
      List.of("null", "7", "-1.5", "true", "\"\"", "\"x y\"", "[]", "{}");

  private final Site site;
  private final Webhooks webhooks;
  private Map<String, Long> before = Map.of();

  HostileEventIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
  }

  @BeforeEach
  void remember_what_is_there() {
    before = site.tables().rows();
  }

  @AfterEach
  void nothing_was_written() {
    assertThat(site.tables().rows()).isEqualTo(before);
  }

  static Stream<String> texts() {
    return Stream.of(
        "",
        " ",
        "\0",
        "{",
        "}",
        "[1,2",
        "{\"id\"}",
        "nul",
        "<event/>",
        "id=evt_1&object=event",
        event().toString() + event(),
        event() + ",",
        event().toString().replace("\"", "'"),
        event().toString().replace("\"livemode\":false", "\"livemode\":False"),
        event().toString().replace("\"created\":1", "\"created\":01"),
        event().toString().replace("\"created\":1", "\"created\":NaN"),
        event().toString().replace("{\"id\"", "{\"id\":\"evt_other\",\"id\""),
        event().toString().replace("\"data\":{", "\"data\":{\"object\":{},"),
        event().toString().replace("\"note\":\"\"", "\"note\":\"a\nb\""),
        event().toString().replace("\"note\":\"\"", "\"note\":\"\0\""),
        event().toString().replace("\"note\"", "\"\\udc00\""),
        event().toString().replace("\"note\":\"\"", "\"note\":\"\\x\""),
        event().toString().replace("\"note\":\"\"", "\"note\":\"\\ud8\""),
        event().toString().replace("\"note\":\"\"", "\"note\":" + "9".repeat(10_000)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_that_is_no_json(String text) {
    refused(webhooks.deliver(text), "invalid_json");
  }

  static Stream<Arguments> bytes() {
    var whole = event().toString();
    return Stream.of(
        Arguments.of("a byte that no text has", inNote(whole, 0xFF)),
        Arguments.of("a sequence that breaks off", inNote(whole, 0xC3, 0x28)),
        Arguments.of("a sequence that goes on without a beginning", inNote(whole, 0x80)),
        Arguments.of("half of a pair", inNote(whole, 0xED, 0xA0, 0x80)),
        Arguments.of("beyond the last character", inNote(whole, 0xF5, 0x80, 0x80, 0x80)),
        Arguments.of(
            "a letter in Latin 1",
            whole.replace("\"note\":\"", "\"note\":\"ä").getBytes(ISO_8859_1)),
        Arguments.of("longer than it has to be", inNote(whole, 0xC0, 0xAF)),
        Arguments.of("text of two bytes a letter", whole.getBytes(UTF_16LE)),
        Arguments.of("cut within a letter", inNote(whole, 0xE2, 0x82)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bytes")
  void bytes_that_are_no_text(String what, byte[] body) {
    refused(webhooks.deliver(body, Map.of()), "invalid_json");
  }

  @ParameterizedTest
  @MethodSource("depths")
  void deep_nesting(int depth, String opening, String closing) {
    var deep = opening.repeat(depth) + "1" + closing.repeat(depth);
    var hidden = event().toString().replace("\"note\":\"\"", "\"note\":" + deep);

    refused(webhooks.deliver(deep), "invalid_json");
    refused(webhooks.deliver(hidden), "invalid_json");
  }

  static Stream<Arguments> depths() {
    return Stream.of(100, 1_000, 10_000)
        .flatMap(
            depth -> Stream.of(Arguments.of(depth, "[", "]"), Arguments.of(depth, "{\"a\":", "}")));
  }

  static Stream<String> values() {
    return Stream.of(
        "[]", "[{}]", "null", "{}", "\"x\"", "1", "-0", "1e400", "true", "[" + event() + "]");
  }

  @ParameterizedTest
  @MethodSource("values")
  void json_that_is_no_event(String json) {
    refused(webhooks.deliver(json), "invalid_request");
  }

  static Stream<Arguments> fields() {
    return Stream.of("id", "object", "created", "type", "livemode", "data", "data.object")
        .flatMap(field ->
            Stream.concat(
                Stream.of(Arguments.of(field, "missing")),
                ANY_VALUE.stream()
                    .filter(value -> !fits(field, value))
                    .map(value -> Arguments.of(field, value))));
  }

  private static boolean fits(String field, String value) {
    return switch (field) {
      case "created" -> value.equals("7");
      case "livemode" -> value.equals("true");
      case "data.object" -> value.equals("{}");
      default -> false;
    };
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fields")
  void a_field_that_every_event_has(String field, String value) {
    var event = event();
    var parent = field.startsWith("data.") ? (ObjectNode) event.path("data") : event;
    var name = field.substring(field.indexOf('.') + 1);
    if (value.equals("missing")) {
      parent.remove(name);
    } else {
      parent.set(name, json(value));
    }

    refused(webhooks.deliver(event), "invalid_request");
  }

  static Stream<Arguments> oddities() {
    return Stream.of(
        Arguments.of("id", "\"" + "e".repeat(10_000) + "\""),
        Arguments.of("id", "\"evt 1\""),
        Arguments.of("id", "\"evt_1\\n\""),
        Arguments.of("id", "\"evt_\\u0000\""),
        Arguments.of("id", "\"evt_\\ud800\""),
        Arguments.of("id", "\"evt_ä\""),
        Arguments.of("id", "\"../../evt_1\""),
        Arguments.of("id", "\"evt_1';--\""),
        Arguments.of("id", "\"evt_%s%d\""),
        Arguments.of("type", "\"" + "x".repeat(10_000) + "\""),
        Arguments.of("type", "\"charge.\\u0000\""),
        Arguments.of("type", "\"charge succeeded\""),
        Arguments.of("type", "\"charge.\\udc00\""),
        Arguments.of("created", "-1"),
        Arguments.of("created", "-9223372036854775808"),
        Arguments.of("created", "253402300800"),
        Arguments.of("created", "9223372036854775807"),
        Arguments.of("created", "9223372036854775808"),
        Arguments.of("created", "99999999999999999999999999"),
        Arguments.of("created", "1e400"),
        Arguments.of("created", "\"2026-01-01T00:00:00Z\""));
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void a_field_with_an_odd_value(String field, String value) {
    var event = event();
    var odd =
        event.toString().replaceFirst("\"" + field + "\":(\"[^\"]*\"|1)", "\"" + field + "\":@");

    refused(webhooks.deliver(odd.replace("@", value)), "invalid_request");
  }

  private static void refused(Answer answer, String code) {
    answer.expectProblem(400, code);
    assertThat(answer.text()).doesNotContain("Exception", "jackson", "dev.karamon", "java.");
  }

  private static ObjectNode event() {
    var charge = object().put("id", "ch_1").put("customer", "cus_1").put("note", "");
    return Webhooks.event("charge.succeeded", Instant.ofEpochSecond(1), charge);
  }

  private static byte[] inNote(String whole, int... raw) {
    var at = whole.indexOf("\"note\":\"") + 8;
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(whole.substring(0, at).getBytes(UTF_8));
    for (var each : raw) {
      bytes.write(each);
    }
    bytes.writeBytes(whole.substring(at).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
