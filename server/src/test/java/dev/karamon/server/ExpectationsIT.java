package dev.karamon.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.Webhooks;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that ask before they send a body. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class ExpectationsIT {
  private static final String BODY = "{\"email\":\"a@example.com\",\"password\":\"a guess\"}";

  private final Site site;
  private final String logIn;

  ExpectationsIT(Site site) {
    this.site = site;
    var api = site.api("dynamic_token").withLogin();
    this.logIn = api.path("login");
  }

  @Test
  void who_may_send_its_body_is_told_so() throws IOException {
    try (var socket = ask(logIn, "Expect: 100-continue", BODY.length())) {
      assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(line(socket)).isEmpty();
      socket.getOutputStream().write(BODY.getBytes(ISO_8859_1));

      assertThat(rest(socket)).startsWith("HTTP/1.1 401 ").contains("unauthenticated");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/admin/api/v1/setup, 100-Continue, 413, 99999999",
    "/admin/api/v1/groups, 100-continue, 401, 20",
    "/nowhere, 100-continue, 404, 20",
    Webhooks.PATH + ", 100-continue, 413, 99999999",
    "/admin/api/v1/setup, something, 417, 20",
    "/nowhere, 200-ok, 417, 20"
  })
  void whose_body_is_not_wanted_is_told_at_once(
      String path, String expected, int status, int length) throws IOException {
    try (var socket = ask(path, "Expect: " + expected, length)) {
      assertThat(rest(socket))
          .startsWith("HTTP/1.1 " + status + " ")
          .containsIgnoringCase("Content-Type: application/problem+json")
          .doesNotContain("100 Continue");
    }
  }

  @Test
  void an_endpoint_says_it_in_its_own_shape() throws IOException {
    for (var refused : new String[] {"Expect: something", "Expect: 100-continue"}) {
      try (var socket = ask(logIn, refused, 99_999_999)) {
        assertThat(rest(socket))
            .startsWith(refused.endsWith("g") ? "HTTP/1.1 417 " : "HTTP/1.1 413 ")
            .contains("\"x-rcms-request-id\":")
            .contains(refused.endsWith("g") ? "expectation_failed" : "body_too_large");
      }
    }
  }

  private Socket ask(String path, String expectation, int length) throws IOException {
    var socket = new Socket(site.url().getHost(), site.url().getPort());
    socket.setSoTimeout(5_000);
    var head =
        RawHttp.head(
            site.url(),
            "POST",
            path,
            "Content-Type: application/json",
            "Content-Length: " + length,
            "Connection: close",
            expectation);
    socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
    return socket;
  }

  private static String line(Socket socket) throws IOException {
    var line = new StringBuilder();
    for (int next = socket.getInputStream().read(); next != '\n'; ) {
      assertThat(next).as(line.toString()).isNotNegative();
      line.append((char) next);
      next = socket.getInputStream().read();
    }
    return line.toString().strip();
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }
}
