package dev.karamon.server;

import static dev.karamon.server.testing.RawHttp.head;
import static dev.karamon.server.testing.Webhooks.SECRET;
import static dev.karamon.server.testing.Webhooks.event;
import static dev.karamon.server.testing.Webhooks.object;
import static dev.karamon.server.testing.Webhooks.signature;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Node;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every size and at every speed, to a server that takes a mebibyte, as is usual. */
@KaramonTest(stripe = KaramonTest.Stripe.WITHOUT_DELIVERIES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodyIT {
  private static final int LIMIT = 1024 * 1024;
  private static final int PIECE = 64 * 1024;

  /** What the systems on both ends may hold without the server having asked for it. */
  private static final int UNDER_WAY = 4 * 1024 * 1024;

  /** What the server reads and drops after its answer, so that a client sees it. */
  private static final int DROPPED = 2 * LIMIT;

  private static final long TWENTY_MEGABYTES = 20_000_000;

  private Site site;
  private Node node;
  private Webhooks webhooks;
  private Map<String, Long> before = Map.of();

  @BeforeAll
  void start_a_server(Site given) {
    site = given;
    var known = site.webhooks();
    node = site.anotherNodeTaking(LIMIT);
    webhooks = known.to(node.url());
  }

  @AfterAll
  void stop_the_server() {
    node.close();
  }

  @BeforeEach
  void remember_what_is_there() {
    before = site.tables().rows();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, LIMIT})
  void up_to_the_limit_an_event_is_kept_as_it_came(int size) {
    var note = object().put("note", "");
    var event = event("charge.succeeded", Instant.now(), note);
    note.put("note", "x".repeat(size - event.toString().length()));
    assertThat(event.toString()).hasSize(size);

    webhooks.deliver(event).expect(200);

    var kept = site.admin().get("/stripe/events/" + event.path("id").textValue()).expect(200);
    assertThat(kept.at("/payload").toString()).isEqualTo(event.toString());
  }

  @Test
  void one_byte_more_is_refused() {
    var event = event("charge.succeeded", Instant.now(), object()).toString();

    webhooks
        .deliver(event + " ".repeat(LIMIT + 1 - event.length()))
        .expectProblem(413, "body_too_large");

    nothing_was_written();
  }

  /**
   * Were the connection reset, a client that reads only after it has sent would miss the answer.
   */
  @Test
  void what_is_sent_after_the_answer_is_dropped_before_the_connection_closes() throws Exception {
    try (var socket = connected(LIMIT + 1, "t=1,v1=00")) {
      var out = socket.getOutputStream();
      var in = new PushbackInputStream(socket.getInputStream());
      in.unread(in.read());
      for (var sent = 0; sent <= LIMIT; sent += PIECE) {
        out.write(new byte[Math.min(PIECE, LIMIT + 1 - sent)]);
      }

      assertThat(new String(in.readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 413 ")
          .contains("\"code\":\"body_too_large\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/api/v1/groups", "/rcms-api/1/nothing", "/nothing"})
  void a_body_that_nobody_reads_does_not_hold_up_the_next_request(String path) {
    var length = 900_000;
    var answers =
        RawHttp.send(
            node.url(),
            head(node.url(), "POST", path, "Content-Length: " + length)
                + "x".repeat(length)
                + head(node.url(), "GET", "/health/live", "Connection: close"));

    assertThat(answers).startsWith("HTTP/1.1 40").contains("HTTP/1.1 200 ");
    nothing_was_written();
  }

  @Test
  void twenty_megabytes_are_refused_before_they_come() {
    var flood = flood("x".repeat(64 * 1024), "Content-Length: " + TWENTY_MEGABYTES);

    assertThat(flood.answer()).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body_too_large\"");
    assertThat(flood.bytes()).isLessThan(DROPPED + UNDER_WAY);
    nothing_was_written();
  }

  @Test
  void a_body_without_end_is_refused_at_the_limit() {
    var flood = flood("10000\n" + "x".repeat(0x10000) + "\n", "Transfer-Encoding: chunked");

    assertThat(flood.answer()).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body_too_large\"");
    assertThat(flood.bytes()).isLessThan(LIMIT + DROPPED + UNDER_WAY);
    nothing_was_written();
  }

  @Test
  void a_body_of_tiny_chunks_without_end_is_refused_too() {
    var flood = flood("1\nx\n".repeat(8_192), "Transfer-Encoding: chunked");

    assertThat(flood.answer()).startsWith("HTTP/1.1 413 ");
    assertThat(flood.bytes()).isLessThan(6L * (LIMIT + DROPPED) + UNDER_WAY);
    nothing_was_written();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: abc",
        "Content-Length: 99999999999999999999",
        "Content-Length: 5\nContent-Length: 6",
        "Transfer-Encoding: chunked\nContent-Length: 99999999999",
        "Transfer-Encoding: nonsense, chunked\nTransfer-Encoding: nonsense",
        "Expect: 200-nonsense\nContent-Length: 5"
      })
  void a_length_that_makes_no_sense_is_refused(String headers) {
    var answer =
        RawHttp.send(
            node.url(),
            head(
                    node.url(),
                    "POST",
                    Webhooks.PATH,
                    "Stripe-Signature: t=1,v1=" + "0".repeat(64),
                    "Connection: close",
                    headers)
                + "zz\n{}\n0\n\n");

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Exception", "io.vertx", "karamon");
    nothing_was_written();
  }

  @Test
  void a_slow_body_is_waited_for_while_others_are_served() throws Exception {
    var slow = event("charge.succeeded", Instant.now(), object()).toString();
    try (var socket = connected(slow.length(), signature(SECRET, Instant.now(), slow))) {
      for (var letter : slow.substring(0, 20).toCharArray()) {
        socket.getOutputStream().write(letter);
        socket.getOutputStream().flush();
        webhooks.deliver(event("charge.succeeded", Instant.now(), object())).expect(200);
      }
      socket.getOutputStream().write(slow.substring(20).getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_body_that_breaks_off_leaves_no_trace() throws Exception {
    var half = event("charge.succeeded", Instant.now(), object()).toString();
    try (var socket = connected(half.length() + 1, signature(SECRET, Instant.now(), half))) {
      socket.getOutputStream().write(half.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .doesNotContain("HTTP/1.1 200", "HTTP/1.1 500");
    }

    nothing_was_written();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "nonsense"
      })
  void the_signature_decides_and_not_the_content_type(String type) {
    var event = event("charge.succeeded", Instant.now(), object());
    var body = event.toString().getBytes(ISO_8859_1);

    webhooks.deliver(body, Map.of("Content-Type", type)).expect(200);

    site.admin().get("/stripe/events/" + event.path("id").textValue()).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s}",
        "{\"email\":{%s}}",
        "{\"email\":[{%s}]}",
        "{\"email\":\"a@example.com\",\"password\":\"x\",%s}"
      })
  void a_crowd_of_unknown_fields_gets_a_short_answer(String around) {
    var fields = IntStream.range(0, 100_000).mapToObj(i -> "\"" + i + "\":0").collect(joining(","));

    isShortlyRefused("/admin/api/v1/session", around.formatted(fields));
    isShortlyRefused(logIn(), around.formatted(fields));
  }

  @Test
  void some_thousand_problems_are_counted_and_not_all_listed() {
    var fields =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "\"" + i + "\":0")
            .collect(joining(",", "{\"email\":\"a\",\"password\":\"b\",", "}"));

    for (var path : List.of("/admin/api/v1/session", logIn())) {
      var errors = isShortlyRefused(path, fields).at("/errors");
      assertThat(errors.at("/0/field").textValue()).isEqualTo("0");
      assertThat(errors.at("/0/code").textValue()).isEqualTo("unknown");
      assertThat(errors.at("/100/code").textValue()).isEqualTo("more");
      assertThat(errors.at("/100/message").textValue()).startsWith("1900 more ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\\u0000", "\\ud800"})
  void names_of_any_length_and_depth_are_not_repeated_at_length(String letter) {
    var deep = "{\"%s\":".formatted(letter.repeat(300)).repeat(50) + "\"\\u0000\"" + "}".repeat(50);
    var fields =
        IntStream.range(0, 10).mapToObj(i -> "\"" + i + "\":" + deep).collect(joining(","));

    isShortlyRefused(
        "/admin/api/v1/session", "{\"" + letter.repeat(40_000 / letter.length()) + "\":0}");
    isShortlyRefused("/admin/api/v1/session", "{" + fields + "}");
  }

  private String logIn() {
    return site.api("dynamic_token").withLogin().path("login");
  }

  private Answer isShortlyRefused(String path, String body) {
    var answer = site.anybody().post(path, body).expect(400);
    assertThat(answer.text()).hasSizeLessThan(64 * 1024);
    assertThat(answer.at("/errors").size()).isLessThanOrEqualTo(101);
    // The machine may be busy with something else once, but not each time.
    var quickest = LongStream.generate(() -> nanosFor(path, body)).limit(3).min().orElseThrow();
    assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofSeconds(1));
    return answer;
  }

  private long nanosFor(String path, String body) {
    var began = System.nanoTime();
    site.anybody().post(path, body).expect(400);
    return System.nanoTime() - began;
  }

  private RawHttp.Flood flood(String chunk, String header) {
    return RawHttp.flood(
        node.url(),
        head(node.url(), "POST", Webhooks.PATH, header, "Stripe-Signature: t=1,v1=00"),
        chunk,
        4 * TWENTY_MEGABYTES);
  }

  private Socket connected(int length, String signature) throws IOException {
    var socket = new Socket(node.url().getHost(), node.url().getPort());
    socket.setSoTimeout(10_000);
    var head =
        head(
            node.url(),
            "POST",
            Webhooks.PATH,
            "Connection: close",
            "Content-Length: " + length,
            "Stripe-Signature: " + signature);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private void nothing_was_written() {
    assertThat(site.tables().rows()).isEqualTo(before);
  }
}
