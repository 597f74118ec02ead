package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages whose name leads to this machine: to their browser, the server is of their own origin. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
class RebindingIT {
  private static final String SESSION = "/admin/api/v1/session";
  private static final String PAGE = "http://evil.example:8080";

  private final Site site;

  RebindingIT(Site site) {
    this.site = site;
  }

  @Test
  void such_a_page_signs_nobody_in() {
    assertThat(signIn("evil.example:8080", PAGE))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"code\":\"invalid_request\"", "KARAMON_PUBLIC_URL", "evil.example:8080");
  }

  @Test
  void nor_does_it_log_a_member_in_where_tokens_are_given() {
    var api = site.api("dynamic_token").withLogin();
    var member = site.member();
    var body =
        "{\"email\":\"%s\",\"password\":\"%s\"}"
            .formatted(member.email(), member.credentials().get("password"));

    assertThat(post(api.path("login"), "evil.example:8080", PAGE, body))
        .startsWith("HTTP/1.1 400 ")
        .contains("\"errors\":[{\"code\":\"invalid_request\"", "x-rcms-request-id");
    // What a proxy of developers sends, and what a program does, come from no such page.
    assertThat(post(api.path("login"), "karamon:8080", "http://localhost:5173", body))
        .startsWith("HTTP/1.1 200 ");
    assertThat(post(api.path("login"), "shop.example", "https://shop.example", body))
        .startsWith("HTTP/1.1 200 ");
    assertThat(post(api.path("login"), "evil.example:8080", "", body)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:1", "127.0.0.1", "[::1]:8080", "192.168.7.7:8080", "a.localhost"})
  void names_that_nobody_else_can_give_to_this_machine_are_its_own(String host) {
    assertThat(signIn(host, "http://" + host)).startsWith("HTTP/1.1 201 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1.evil.example", "localhost.evil.example:80", "127.1.evil", "xlocalhost"})
  void other_names_are_not(String host) {
    assertThat(signIn(host, "http://" + host)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void it_may_look_as_everybody_may() {
    assertThat(
            RawHttp.send(
                site.url(),
                "GET /health/live HTTP/1.1\nHost: evil.example:8080\nOrigin: "
                    + PAGE
                    + "\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  private String signIn(String host, String origin) {
    return post(
        SESSION,
        host,
        origin,
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD));
  }

  private String post(String path, String host, String origin, String body) {
    return RawHttp.send(
        site.url(),
        "POST "
            + path
            + " HTTP/1.1\nHost: "
            + host
            + (origin.isEmpty() ? "" : "\nOrigin: " + origin)
            + "\nContent-Type: application/json\nConnection: close\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\n\n"
            + body);
  }
}
