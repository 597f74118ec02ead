package dev.karamon.server;

import static dev.karamon.server.testing.Webhooks.SECRET;
import static dev.karamon.server.testing.Webhooks.event;
import static dev.karamon.server.testing.Webhooks.hmac;
import static dev.karamon.server.testing.Webhooks.object;
import static dev.karamon.server.testing.Webhooks.signature;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A genuine event under a signature that is not: refused each time, and nothing is written. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
class HostileSignatureIT {
  private final Site site;
  private final Webhooks webhooks;
  private final ObjectNode event =
      event("charge.succeeded", Instant.now(), object().put("customer", "cus_1").put("note", "ä"));
  private final String body = event.toString();
  private Map<String, Long> before = Map.of();

  HostileSignatureIT(Site site) {
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
    webhooks.deliver(body).expect(200);
  }

  /** What is made of the time and of the right signature. */
  static Stream<Arguments> headers() {
    return Stream.of(
        header("empty", "", right -> ""),
        header("blank", "", right -> "   "),
        header("without a time", "", right -> "v1=" + right),
        header("no number as the time", "t=abc,", right -> "v1=" + right),
        header("a time with a sign", "t=+%d,", right -> "v1=" + right),
        header("a time with a fraction", "t=%d.0,", right -> "v1=" + right),
        header("a time with zeros before it", "t=000000000000000000%d,", right -> "v1=" + right),
        header("two times", "t=%1$d,t=%1$d,", right -> "v1=" + right),
        header("a second time that is none", "t=%d,t=abc,", right -> "v1=" + right),
        header("without a signature", "t=%d", right -> ""),
        header("only an old scheme", "t=%d,", right -> "v0=" + right),
        header("an unknown scheme", "t=%d,", right -> "v2=" + right),
        header("the name in capitals", "t=%d,", right -> "V1=" + right),
        header("a signature cut short", "t=%d,", right -> "v1=" + right.substring(1)),
        header("a signature with more", "t=%d,", right -> "v1=" + right + "00"),
        header("twice the signature", "t=%d,", right -> "v1=" + right + right),
        header("no hex", "t=%d,", right -> "v1=" + right.replaceAll("^..", "zz")),
        header("one digit off", "t=%d,", HostileSignatureIT::oneDigitOff),
        header("separated by semicolons", "t=%d;", right -> "v1=" + right),
        header("in quotes", "\"t=%d,", right -> "v1=" + right + "\""),
        header("ten kilobytes", "t=%d,", right -> "v1=" + right + ",x=" + "y".repeat(10_240)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void a_header_that_is_not_what_stripe_writes(
      String what, String time, UnaryOperator<String> signature) {
    var now = Instant.now();
    var header = time.formatted(now.getEpochSecond()) + signature.apply(hmac(SECRET, now, body));

    webhooks.send(body, header).expectProblem(400, "invalid_signature");
  }

  @Test
  void no_header() {
    site.anybody().post(Webhooks.PATH, body).expectProblem(400, "invalid_signature");
  }

  @Test
  void two_headers_of_which_the_first_is_forged() {
    var now = Instant.now();
    var answer =
        RawHttp.send(
            site.url(),
            RawHttp.head(
                    site.url(),
                    "POST",
                    Webhooks.PATH,
                    "Connection: close",
                    "Content-Length: " + body.getBytes(UTF_8).length,
                    "Stripe-Signature: t=" + now.getEpochSecond() + ",v1=" + "0".repeat(64),
                    "Stripe-Signature: " + signature(SECRET, now, body))
                + new String(body.getBytes(UTF_8), ISO_8859_1));

    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid_signature\"");
  }

  @Test
  void a_header_too_long_for_any_server() {
    var answer =
        RawHttp.send(
            site.url(),
            RawHttp.head(
                site.url(),
                "POST",
                Webhooks.PATH,
                "Content-Length: 2",
                "Stripe-Signature: t=1,v1=" + "0".repeat(100_000)));

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception", "io.vertx", "karamon");
  }

  static Stream<Duration> distances() {
    return Stream.of(301L, 3_600L, 86_400L, 1_000_000_000L)
        .flatMap(seconds -> Stream.of(Duration.ofSeconds(seconds), Duration.ofSeconds(-seconds)))
        .map(distance -> distance.isNegative() ? distance : distance.plusSeconds(30));
  }

  @ParameterizedTest
  @MethodSource("distances")
  void a_time_that_is_too_far_from_now(Duration distance) {
    var then = Instant.now().plus(distance);

    webhooks.send(body, signature(SECRET, then, body)).expectProblem(400, "invalid_signature");
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        body("one letter changed", text -> text.replace("cus_1", "cus_2")),
        body("a space at the end", text -> text + " "),
        body("a line's end at the end", text -> text + "\n"),
        body("a space at the beginning", text -> " " + text),
        body("a byte order mark", text -> "\ufeff" + text),
        body("cut short", text -> text.substring(0, text.length() - 1)),
        body("written anew with spaces", text -> text.replace("\":", "\": ")),
        body("written anew with escapes", text -> text.replace("ä", "\\u00e4")),
        body("in another order", text -> text.replaceFirst("\\{(\"id\":\"[^\"]*\"),", "{")),
        body("empty", text -> ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void a_body_that_is_not_what_was_signed(String what, UnaryOperator<String> change) {
    var changed = change.apply(body);
    assertThat(changed).isNotEqualTo(body);

    webhooks
        .send(changed, signature(SECRET, Instant.now(), body))
        .expectProblem(400, "invalid_signature");
  }

  @Test
  void a_compressed_body_of_which_the_text_was_signed() throws IOException {
    var answer =
        site.anybody()
            .with("Stripe-Signature", signature(SECRET, Instant.now(), body))
            .send(
                "POST",
                Webhooks.PATH,
                BodyPublishers.ofByteArray(compressed(body)),
                Map.of("Content-Encoding", "gzip"));

    answer.expectProblem(400, "invalid_signature");
  }

  @Test
  void a_compressed_body_that_was_signed_as_it_is() throws IOException {
    webhooks
        .deliver(compressed(body), Map.of("Content-Encoding", "gzip"))
        .expectProblem(400, "invalid_json");
  }

  private static byte[] compressed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String oneDigitOff(String right) {
    var last = right.charAt(63) == '0' ? '1' : '0';
    return "v1=" + right.substring(0, 63) + last;
  }

  private static Arguments header(String what, String time, UnaryOperator<String> signature) {
    return Arguments.of(what, time, signature);
  }

  private static Arguments body(String what, UnaryOperator<String> change) {
    return Arguments.of(what, change);
  }
}
